package pcilock.checks.explorer;

import java.util.Arrays;

/**
 * Packed states, each once, numbered from 0 in the order in which they came. Exact: two states are the same only if all their
 * bits are. With each state goes the number of the state from which it was reached, where that is wanted.
 */
final class StateSet implements VisitedStates {
    /** In place of a parent: the state is the first one, or parents are not kept. */
    static final int NO_PARENT = -1;

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_SLOTS = 1 << 10;

    /** A table with more slots is not worth to be emptied for what may be a small search. */
    private static final int MOST_KEPT = 1 << 12;

    /** Slots are int: beyond this the set cannot grow. */
    private static final int MOST_SLOTS = 1 << 30;

    private final int words;
    private SearchLimits limits;
    private long[][] states = new long[16][];

    /** Null where nobody wants them. */
    private int[][] parents;

    private int size;

    /** How many states {@link #find} knows of, where it needs to be told. */
    private int indexed;

    /**
     * Open addressing; a slot holds a state's number plus one, 0 when empty. For states of one word it is only made when a state is
     * to be found: see {@link #find}.
     */
    private int[] slots;

    /**
     * Open addressing for states of one word: a slot holds the state itself, so that a state that is known is recognized at one
     * look into memory; 0 when empty. The state 0 is the first and needs none.
     */
    private long[] table;

    /** An empty set that keeps parents, with limits of its own. */
    StateSet(int words, long maxStates, long maxBytes) {
        this(words, true, new SearchLimits(maxStates, maxBytes));
    }

    /**
     * An empty set.
     *
     * @param words the length of a state, in longs
     */
    StateSet(int words, boolean withParents, SearchLimits limits) {
        this.words = words;
        this.limits = limits;
        parents = withParents ? new int[16][] : null;
        if (words == 1) {
            limits.take(8L * FIRST_SLOTS, 0);
            table = new long[FIRST_SLOTS];
        } else {
            limits.take(4L * FIRST_SLOTS, 0);
            slots = new int[FIRST_SLOTS];
        }
    }

    /** Empties the set, and keeps its memory for another search of states of the same length. */
    void clear(SearchLimits limitsFromNowOn) {
        limits = limitsFromNowOn;
        indexed = 0;
        size = 0;
        if (words > 1) {
            slots = cleared(slots);
        } else if (table.length > MOST_KEPT) {
            table = new long[FIRST_SLOTS];
        } else {
            Arrays.fill(table, 0);
        }
    }

    private static int[] cleared(int[] slots) {
        if (slots.length > MOST_KEPT) {
            return new int[FIRST_SLOTS];
        }
        Arrays.fill(slots, 0);
        return slots;
    }

    int size() {
        return size;
    }

    @Override
    public long visited() {
        return size;
    }

    @Override
    public boolean visit(long[] from, int at) {
        int before = size;
        add(from, at, NO_PARENT);
        return size > before;
    }

    /**
     * Adds the state that begins at a place of an array, unless it is there already. The first one must be 0 throughout.
     *
     * @throws LimitException when there is no room for one more
     */
    void add(long[] from, int at, int parent) {
        if (words == 1) {
            add(from[at], parent);
            return;
        }
        int slot = slot(from, at);
        if (slots[slot] == 0) {
            int number = append(parent);
            long[] into = states[number >>> CHUNK_BITS];
            int to = (number & (CHUNK - 1)) * words;
            for (int i = 0; i < words; i++) {
                into[to + i] = from[at + i];
            }
            slots[slot] = number + 1;
            if (size > slots.length / 8 * 5) {
                grow();
            }
        }
    }

    /** {@link #add(long[], int, int)} for a state of one word. */
    void add(long state, int parent) {
        int mask = table.length - 1;
        int slot = hash(state) & mask;
        for (long there = table[slot]; there != 0; there = table[slot]) {
            if (there == state) {
                return;
            }
            slot = (slot + 1) & mask;
        }
        if (state == 0) {
            if (size == 0) {
                append(parent);
            }
            return;
        }
        int number = append(parent);
        if (number == 0) {
            throw new IllegalArgumentException("the first state must be 0 throughout");
        }
        states[number >>> CHUNK_BITS][number & (CHUNK - 1)] = state;
        table[slot] = state;
        if (size > table.length / 8 * 5) {
            growTable();
        }
    }

    private int append(int parent) {
        limits.checkStates(size);
        int number = size;
        if ((number & (CHUNK - 1)) == 0) {
            addChunk(number >>> CHUNK_BITS);
        }
        if (parents != null) {
            parents[number >>> CHUNK_BITS][number & (CHUNK - 1)] = parent;
        }
        size++;
        return number;
    }

    /** The number of a state that is in the set, and begins at a place of an array. */
    int find(long[] from, int at) {
        if (words == 1 && indexed != size) {
            index();
        }
        return slots[slot(from, at)] - 1;
    }

    private void index() {
        slots = new int[table.length];
        fill(slots);
        indexed = size;
    }

    /** A state of one word. */
    long get(int number) {
        return states[number >>> CHUNK_BITS][number & (CHUNK - 1)];
    }

    void get(int number, long[] state) {
        long[] from = states[number >>> CHUNK_BITS];
        int at = (number & (CHUNK - 1)) * words;
        for (int i = 0; i < words; i++) {
            state[i] = from[at + i];
        }
    }

    int parent(int number) {
        return parents[number >>> CHUNK_BITS][number & (CHUNK - 1)];
    }

    private void addChunk(int chunk) {
        LimitException.throwIfInterrupted(size);
        limits.take(CHUNK * (8L * words + (parents == null ? 0 : 4)), size);
        if (chunk < states.length && states[chunk] != null) {
            return;
        }
        if (chunk == states.length) {
            states = Arrays.copyOf(states, 2 * chunk);
        }
        states[chunk] = new long[CHUNK * words];
        if (parents != null) {
            if (chunk == parents.length) {
                parents = Arrays.copyOf(parents, 2 * chunk);
            }
            parents[chunk] = new int[CHUNK];
        }
    }

    private void growTable() {
        checkGrowth(table.length, 8);
        long[] grown = new long[2 * table.length];
        int mask = grown.length - 1;
        for (int number = 1; number < size; number++) {
            long state = get(number);
            int slot = hash(state) & mask;
            while (grown[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            grown[slot] = state;
        }
        table = grown;
    }

    private void grow() {
        checkGrowth(slots.length, 4);
        int[] grown = new int[2 * slots.length];
        fill(grown);
        slots = grown;
    }

    private void checkGrowth(int length, long width) {
        if (length == MOST_SLOTS) {
            throw new LimitException("the limit of " + size + " states, the most that can be numbered, was reached");
        }
        limits.replace(width * length, 2 * width * length, size);
    }

    private void fill(int[] into) {
        int mask = into.length - 1;
        long[] state = new long[words];
        for (int number = 0; number < size; number++) {
            get(number, state);
            int slot = hash(state, 0) & mask;
            while (into[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            into[slot] = number + 1;
        }
    }

    private int slot(long[] from, int at) {
        int mask = slots.length - 1;
        int slot = hash(from, at) & mask;
        while (slots[slot] != 0 && !holds(slots[slot] - 1, from, at)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int number, long[] from, int at) {
        long[] chunk = states[number >>> CHUNK_BITS];
        int there = (number & (CHUNK - 1)) * words;
        for (int i = 0; i < words; i++) {
            if (chunk[there + i] != from[at + i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(long[] from, int at) {
        int hash = 0;
        for (int i = 0; i < words; i++) {
            hash = hash(hash ^ from[at + i]);
        }
        return hash;
    }

    private static int hash(long word) {
        long hash = word * 0x9E3779B97F4A7C15L;
        return (int) (hash ^ hash >>> 32);
    }
}
