package pcilock.checks.explorer;

/**
 * Who holds the contested locks: the part of a packed state that does not follow from where the tasks are. For each such lock that one
 * of the tasks may take the number of the task that holds it plus one, 0 for none; and for each task that enters a trylock those that
 * it held then, a bit each.
 */
final class ContestedLocks {
    private static final int NOBODY = -1;

    private final int width;

    /** The locks, as bits of a set like those of {@link ProgramTables}. */
    private final int[] locks;

    private final Field[] holder;

    /** The same for each lock; null for one that has no place in a state. */
    private final Field[] holderOf;

    /** For each task, null where it never enters a trylock, and for each of the locks. */
    private final Field[][] before;

    /** Gives room in a state to the contested locks that one of these tasks may take. */
    ContestedLocks(ProgramTables[] programs, Field.Layout layout) {
        width = programs[0].width;
        long[] taken = new long[width];
        for (ProgramTables program : programs) {
            for (int i = 0; i < width; i++) {
                taken[i] |= program.takes[i];
            }
        }
        int count = 0;
        for (long word : taken) {
            count += Long.bitCount(word);
        }
        locks = new int[count];
        holder = new Field[count];
        holderOf = new Field[programs[0].bits.bits()];
        before = new Field[programs.length][];
        int found = 0;
        for (int lock = 0; found < count; lock++) {
            if (LockBits.has(taken, 0, lock)) {
                locks[found] = lock;
                holder[found] = layout.field(programs.length);
                holderOf[lock] = holder[found];
                found++;
            }
        }
        for (int task = 0; task < programs.length && count > 0; task++) {
            if (programs[task].entersTrylock) {
                before[task] = new Field[count];
                for (int i = 0; i < count; i++) {
                    boolean takes = LockBits.has(programs[task].takes, 0, locks[i]);
                    before[task][i] = layout.field(takes ? 1 : 0);
                }
            }
        }
    }

    boolean isEmpty() {
        return locks.length == 0;
    }

    /** Adds the contested locks to what each task holds, and to all that is held. */
    void unpack(long[] state, long[] held, long[] all) {
        for (int i = 0; i < locks.length; i++) {
            int task = (int) holder[i].get(state, 0) + NOBODY;
            if (task != NOBODY) {
                LockBits.add(held, task * width, locks[i]);
                LockBits.add(all, 0, locks[i]);
            }
        }
    }

    /** The same for a state, and sets, of one word: adds to what each task holds, and gives what all of them do. */
    long unpackNarrow(long state, long[] held) {
        long all = 0;
        for (int i = 0; i < locks.length; i++) {
            int task = (int) (state >>> holder[i].shift & holder[i].mask) + NOBODY;
            if (task != NOBODY) {
                held[task] |= 1L << locks[i];
                all |= 1L << locks[i];
            }
        }
        return all;
    }

    /** Who holds a lock after a step; a lock that none of the tasks takes has no place in a state. */
    void take(long[] states, int at, int lock, int task) {
        if (holderOf[lock] != null) {
            holderOf[lock].set(states, at, task - NOBODY);
        }
    }

    void giveBack(long[] states, int at, int lock) {
        take(states, at, lock, NOBODY);
    }

    /** Adds the contested locks that a task held when it entered the trylock that it is in; none where it is in none. */
    void addBefore(long[] state, int task, long[] set) {
        for (int i = 0; before[task] != null && i < locks.length; i++) {
            if (before[task][i].get(state, 0) != 0) {
                LockBits.add(set, 0, locks[i]);
            }
        }
    }

    /**
     * Keeps what a task holds when it enters a trylock.
     *
     * @param set all that it holds; null where it leaves the trylock
     */
    void keepBefore(long[] states, int at, int task, long[] set) {
        for (int i = 0; before[task] != null && i < locks.length; i++) {
            if (before[task][i].mask != 0) {
                before[task][i].set(states, at, set != null && LockBits.has(set, 0, locks[i]) ? 1 : 0);
            }
        }
    }
}
