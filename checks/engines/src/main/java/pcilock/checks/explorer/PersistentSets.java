package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Says which of the steps that are possible in a state need be taken so that every property is found broken that any run breaks, by
 * the same tasks: those of the tasks of a persistent set.
 *
 * <p>What is known of two tasks' steps is a relation of dependence. Steps that are independent do not enable or disable one another,
 * lead to the same state in either order, and are judged alike in either order. So two runs that differ in the order of neighbouring
 * independent steps (two words of one trace, as Mazurkiewicz has it) end in the same state and break the same properties by the same
 * tasks. All runs here are finite, since where states may form a cycle ({@link LoopCheck}) nothing is reduced; so every run is the
 * beginning of one that goes on until nobody can move, and it is enough that the search goes along one run of each trace that does.
 *
 * <p>For that the steps taken from a state must be such that whatever the other tasks do without them, they stay independent of it: a
 * persistent set (P. Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, 1996; the stubborn sets of A.
 * Valmari, 1989, go back to the same thought, and to R. Lipton's movers, 1975). Then of a run that goes on from the state to an end
 * one step is in the set, since those that can be taken now could still be taken in the end if none had been; and the first such step
 * can be moved to the front.
 *
 * <p>Here a set is that of all steps that some tasks, its members, can take now. It is made from one task that can move, by adding
 *
 * <ol>
 *   <li>for a step that a member can take, each task whose future has a step that depends on it;
 *   <li>for a step that a member cannot take, those who could make it possible: for a lock that must be free who holds it, for one that
 *       must be held each task whose future takes it, for being woken each task whose future wakes; for a set of tasks that must be
 *       empty one who is in it, for one that must not be each task whose future joins it, and for a bit each task whose future
 *       changes it.
 * </ol>
 *
 * <p>until nothing is to be added. Of all these sets the one with the fewest steps is taken. The future of a task are the steps that it
 * may still come to as long as no member moves. What a member holds stays held, since a lock is only released by who holds it, but
 * for contested locks that somebody else may come to release; so the future does not go on behind a step that needs such a lock to be
 * free. That is why a release depends on
 * a try or a read of the lock, which goes on where the lock is held, and not on an acquisition that waits for it.
 *
 * <p>The like holds for a set of tasks that a member is in and that must be empty for a step: nobody leaves it but himself.
 *
 * <p>Steps of two tasks depend on each other when one changes (takes, gives back) a lock that the other asks about or changes, joins or
 * leaves a set of tasks that the other asks about (that both join or leave it, each for himself, makes no difference, unless it is a
 * bit), or the like for
 *
 * <ul>
 *   <li>the wait queue: who queues, or asks whether he is queued, depends on who wakes;
 *   <li>the order of calls that a history keeps: a call that begins depends on one that ends;
 *   <li>lockdep, which remembers the order of the calls into it: these depend on each other;
 *   <li>what is judged: a step depends on one that changes a lock, or begins or ends a reset, that its judgement looks at in the
 *       hands of others; and on one that takes away from its task a contested lock of which it matters that the task holds it:
 *       see {@link JudgeScope}.
 * </ul>
 *
 * <p>Going to sleep is left out where it breaks nothing: see {@link Product.Sleep}. Where it does it is a step like any other, which
 * needs the lock to be held.
 */
final class PersistentSets {
    private final Product product;
    private final ProgramTables[] programs;
    private final Map<ProgramTables, Futures> known;

    /** Null until a set is looked for: most searches end before. */
    private Futures[] futures;

    /** What each task may change from where it is on, and what it may change or look at. */
    private final long[] later;

    private final int width;

    /** The locks that the members hold and that nobody else can release or take over, and behind them the sets of tasks they are in. */
    private final long[] heldByMembers;

    private int hasty;
    private final boolean hasContested;
    private final int[] pending;

    /** How many steps each task can take now. */
    private final int[] possible;

    /** The tasks that have not ended, and those in the set, a bit each. */
    private long left;

    private long members;
    private int pendingCount;
    private int steps;

    /** A reduction of a machine of which nobody else knows the tasks' futures yet. */
    PersistentSets(Product product) {
        this(product, new HashMap<>(), 0);
    }

    /**
     * A reduction.
     *
     * @param known the futures of tasks that are known, to which others are added
     * @param hasty for so many states nothing is looked for but a task that nobody else will notice any more: a search that ends
     *     before is faster than one that takes fewer steps
     */
    PersistentSets(Product product, Map<ProgramTables, Futures> known, int hasty) {
        this(product, product.programs, known, hasty);
    }

    /**
     * For a test that each condition is needed.
     *
     * @param programs the tasks, as far as is known here of what depends on what
     */
    PersistentSets(Product product, ProgramTables[] programs, Map<ProgramTables, Futures> known, int hasty) {
        this.hasty = programs[0].fitsOneWord() ? hasty : 0;
        this.product = product;
        this.programs = programs;
        width = product.width;
        heldByMembers = new long[width + programs[0].setWords];
        hasContested = !product.contested.isEmpty();
        pending = new int[product.tasks];
        possible = new int[product.tasks];
        this.known = known;
        later = new long[2 * product.tasks];
    }

    /** The members of the smallest set for the state at hand, a bit each; every task that has not ended where at most one can move. */
    long tasks() {
        left = 0;
        for (int task = 0; task < product.tasks; task++) {
            left |= product.programs[task].end[product.at[task]] ? 0 : 1L << task;
        }
        if (hasty > 0) {
            hasty--;
            return unnoticed();
        }
        if (futures == null) {
            futures = Arrays.stream(programs)
                    .map(program -> known.computeIfAbsent(program, Futures::new))
                    .toArray(Futures[]::new);
        }
        int fewest = 0;
        int movers = 0;
        for (long each = left; each != 0; each &= each - 1) {
            int task = Long.numberOfTrailingZeros(each);
            possible[task] = stepsOf(task);
            fewest += possible[task];
            movers += possible[task] > 0 ? 1 : 0;
        }
        long best = left;
        for (long others = left; others != 0 && movers > 1 && fewest > 1; others &= others - 1) {
            int task = Long.numberOfTrailingZeros(others);
            if (possible[task] > 0) {
                close(task, fewest);
                if (steps < fewest) {
                    fewest = steps;
                    best = members;
                }
            }
        }
        return best;
    }

    /** A task that can move and of which no other one will notice what it does next; all that are left where there is none. */
    private long unnoticed() {
        for (int task = 0; task < product.tasks; task++) {
            later[2 * task] = programs[task].changesLater[product.at[task]];
            later[2 * task + 1] = programs[task].touchesLater[product.at[task]];
        }
        for (long each = left; each != 0; each &= each - 1) {
            int task = Long.numberOfTrailingZeros(each);
            if (!isNoticed(task) && canMove(task)) {
                return 1L << task;
            }
        }
        return left;
    }

    private boolean isNoticed(int task) {
        int here = product.at[task];
        long changes = programs[task].changesNext[here];
        long touches = programs[task].touchesNext[here];
        for (int other = 0; other < product.tasks; other++) {
            if (other != task && ((changes & later[2 * other + 1]) | (touches & later[2 * other])) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean canMove(int task) {
        ProgramTables program = product.programs[task];
        int here = product.at[task];
        for (int arc = program.first[here]; arc < program.first[here + 1]; arc++) {
            if (!program.sleepsInPeace[arc] && product.isEnabled(task, arc)) {
                return true;
            }
        }
        return false;
    }

    /** How many steps a task can take now. */
    private int stepsOf(int task) {
        ProgramTables program = product.programs[task];
        int here = product.at[task];
        int count = 0;
        for (int arc = program.first[here]; arc < program.first[here + 1]; arc++) {
            if (!program.sleepsInPeace[arc] && product.isEnabled(task, arc)) {
                count++;
            }
        }
        return count;
    }

    /** Makes the set that a task is in, or gives up when it has so many steps. */
    private void close(int first, int tooMany) {
        members = 0;
        steps = 0;
        pendingCount = 0;
        add(first);
        while (pendingCount > 0 && steps < tooMany) {
            int member = pending[--pendingCount];
            ProgramTables program = programs[member];
            int here = product.at[member];
            for (int arc = program.first[here]; arc < program.first[here + 1]; arc++) {
                if (program.sleepsInPeace[arc]) {
                    continue;
                }
                if (possible[member] > 0 && product.isEnabled(member, arc)) {
                    addDependent(member, program, arc);
                } else {
                    addEnabling(program, arc);
                }
            }
        }
    }

    private void add(int task) {
        if ((members >>> task & 1) != 0) {
            return;
        }
        members |= 1L << task;
        pending[pendingCount++] = task;
        steps += possible[task];
        Arrays.fill(heldByMembers, 0);
        for (long each = members; each != 0; each &= each - 1) {
            int member = Long.numberOfTrailingZeros(each);
            for (int i = 0; i < width; i++) {
                heldByMembers[i] |= product.held[member * width + i];
            }
        }
        if (heldByMembers.length > width) {
            product.addOccupied(members, heldByMembers, width);
        }
        if (hasContested) {
            dropWhatMayBeTakenAway();
        }
    }

    /**
     * Drops of the contested locks that the members hold those that others may release, or take over, as long as all that is left stays
     * held. Whoever were the first to change another one would be at a step that is in his future.
     */
    private void dropWhatMayBeTakenAway() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < width; i++) {
                long candidates = heldByMembers[i] & programs[0].contested[i];
                for (long others = left & ~members; others != 0 && candidates != 0; others &= others - 1) {
                    int task = Long.numberOfTrailingZeros(others);
                    long lost = candidates & futures[task].of(product.at[task], heldByMembers).changes[i];
                    heldByMembers[i] &= ~lost;
                    candidates &= ~lost;
                    changed |= lost != 0;
                }
            }
        }
    }

    private void addDependent(int member, ProgramTables program, int arc) {
        for (long others = left & ~members; others != 0; others &= others - 1) {
            int task = Long.numberOfTrailingZeros(others);
            if (futures[task].depend(product.at[task], heldByMembers, program, arc, product.held, member * width)) {
                add(task);
            }
        }
    }

    private void addEnabling(ProgramTables program, int arc) {
        for (int i = 0; i < width; i++) {
            long wrong = (product.all[i] & program.asked[arc * width + i]) ^ program.wanted[arc * width + i];
            if (wrong != 0) {
                int lock = i * Long.SIZE + Long.numberOfTrailingZeros(wrong);
                boolean contested = LockBits.has(program.contested, 0, lock);
                int holder = product.holder(lock);
                if (holder >= 0 && (left >>> holder & 1) != 0) {
                    add(holder);
                }
                if (holder < 0 || contested) {
                    addWhoChanges(0, lock);
                }
                return;
            }
        }
        int set = product.hindering(program, arc);
        if (set != SetStep.NONE) {
            addWhoseSetIs(set);
            return;
        }
        if (program.queueGuard[arc] == Guard.NOT_QUEUED) {
            addWhoWakes();
        }
        // Otherwise the task would have to be on the wait queue, where nobody but itself can put it.
    }

    /** Adds whoever may change a set that is not as a step needs it: one who is in it and has to leave, or all who may come. */
    private void addWhoseSetIs(int set) {
        long inside = product.tasksIn(set);
        if (inside == 0) {
            addWhoChanges(width, set);
        } else if ((inside & left) != 0 && (inside & members) == 0) {
            add(Long.numberOfTrailingZeros(inside & left));
        }
    }

    private void addWhoChanges(int from, int lock) {
        for (long others = left & ~members; others != 0; others &= others - 1) {
            int task = Long.numberOfTrailingZeros(others);
            if (LockBits.has(futures[task].of(product.at[task], heldByMembers).changes, from, lock)) {
                add(task);
            }
        }
    }

    private void addWhoWakes() {
        for (long others = left & ~members; others != 0; others &= others - 1) {
            int task = Long.numberOfTrailingZeros(others);
            if (futures[task].of(product.at[task], heldByMembers).wakes()) {
                add(task);
            }
        }
    }
}
