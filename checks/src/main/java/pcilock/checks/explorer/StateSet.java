package pcilock.checks.explorer;

import java.util.Arrays;

/**
 * Packed states, each once, numbered from 0 in the order in which they came. Exact: two states are the same only if all their
 * bits are. With each state goes the number of the state from which it was reached.
 */
final class StateSet {
    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_SLOTS = 1 << 10;

    /** Slots are int: beyond this the set cannot grow. */
    private static final int MOST_SLOTS = 1 << 30;

    private final int words;
    private final long maxStates;
    private final long maxBytes;
    private long[][] states = new long[16][];
    private int[][] parents = new int[16][];
    private int size;

    /** Open addressing; a slot holds a state's number plus one, 0 when empty. */
    private int[] slots = new int[FIRST_SLOTS];

    private long bytes = 4L * FIRST_SLOTS;

    /**
     * An empty set.
     *
     * @param words the length of a state, in longs
     */
    StateSet(int words, long maxStates, long maxBytes) {
        this.words = words;
        this.maxStates = maxStates;
        this.maxBytes = maxBytes;
    }

    int size() {
        return size;
    }

    /** The memory that the set takes. */
    long bytes() {
        return bytes;
    }

    /**
     * Adds a state unless it is there already.
     *
     * @return its number, or -1 - its number when it was there
     * @throws LimitException when there is no room for one more
     */
    int add(long[] state, int parent) {
        int slot = slot(state);
        if (slots[slot] != 0) {
            return -slots[slot];
        }
        if (size >= maxStates) {
            throw new LimitException("the limit of " + maxStates + " states was reached");
        }
        int number = size;
        int chunk = number >>> CHUNK_BITS;
        if ((number & (CHUNK - 1)) == 0) {
            addChunk(chunk);
        }
        long[] into = states[chunk];
        int at = (number & (CHUNK - 1)) * words;
        for (int i = 0; i < words; i++) {
            into[at + i] = state[i];
        }
        parents[chunk][number & (CHUNK - 1)] = parent;
        slots[slot] = number + 1;
        size++;
        if (size > slots.length / 8 * 5) {
            grow();
        }
        return number;
    }

    /** The number of a state that is in the set. */
    int find(long[] state) {
        return slots[slot(state)] - 1;
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
        LimitException.throwIfInterrupted(size + " states");
        take(CHUNK * (8L * words + 4));
        if (chunk == states.length) {
            states = Arrays.copyOf(states, 2 * chunk);
            parents = Arrays.copyOf(parents, 2 * chunk);
        }
        states[chunk] = new long[CHUNK * words];
        parents[chunk] = new int[CHUNK];
    }

    private void grow() {
        if (slots.length == MOST_SLOTS) {
            throw new LimitException("the limit of " + size + " states, the most that can be numbered, was reached");
        }
        // For a moment there are the old slots and the new ones.
        take(8L * slots.length);
        bytes -= 4L * slots.length;
        int[] grown = new int[2 * slots.length];
        slots = grown;
        long[] state = new long[words];
        for (int number = 0; number < size; number++) {
            get(number, state);
            int slot = hash(state) & (grown.length - 1);
            while (grown[slot] != 0) {
                slot = (slot + 1) & (grown.length - 1);
            }
            grown[slot] = number + 1;
        }
    }

    private void take(long more) {
        if (bytes + more > maxBytes) {
            throw new LimitException(
                    "the limit of " + (maxBytes >> 20) + " MiB for states was reached at " + size + " states");
        }
        bytes += more;
    }

    private int slot(long[] state) {
        int mask = slots.length - 1;
        int slot = hash(state) & mask;
        while (slots[slot] != 0 && !holds(slots[slot] - 1, state)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean holds(int number, long[] state) {
        long[] chunk = states[number >>> CHUNK_BITS];
        int at = (number & (CHUNK - 1)) * words;
        for (int i = 0; i < words; i++) {
            if (chunk[at + i] != state[i]) {
                return false;
            }
        }
        return true;
    }

    private int hash(long[] state) {
        long hash = 0;
        for (int i = 0; i < words; i++) {
            hash = (hash ^ state[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }
}
