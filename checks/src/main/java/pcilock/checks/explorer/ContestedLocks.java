package pcilock.checks.explorer;

/**
 * Who holds the contested locks: the part of a packed state that does not follow from where the tasks are. For each such lock the
 * number of the task that holds it plus one, 0 for none; and for each task that enters a trylock those that it held then, a bit
 * each.
 */
final class ContestedLocks {
    private static final int NONE = Long.SIZE;

    /** The locks, as bits of a set like those of {@link ProgramTables}. */
    private final int[] locks = new int[Long.SIZE];

    private final int[] snapshotShift = new int[ScenarioSearch.MOST_TASKS];
    private int count;
    private int holderShift;
    private int holderWidth;
    private long holderMask;
    private long snapshotMask;

    /**
     * Gives the bits of a state from {@code firstBit} on to the contested locks that one of these tasks may take.
     *
     * @return the first bit that is left
     */
    int layOut(ProgramTables[] programs, int firstBit) {
        long taken = 0;
        for (ProgramTables program : programs) {
            taken |= program.takes;
        }
        count = 0;
        for (long left = taken; left != 0; left &= left - 1) {
            locks[count++] = Long.numberOfTrailingZeros(left);
        }
        holderShift = firstBit;
        holderWidth = Integer.SIZE - Integer.numberOfLeadingZeros(programs.length);
        holderMask = (1L << holderWidth) - 1;
        snapshotMask = (1L << count) - 1;
        int bits = firstBit + count * holderWidth;
        for (int task = 0; task < programs.length; task++) {
            snapshotShift[task] = NONE;
            if (programs[task].takes != 0 && programs[task].entersTrylock) {
                snapshotShift[task] = bits;
                bits += count;
            }
        }
        return bits;
    }

    /**
     * Adds to what each task holds the contested locks that it holds.
     *
     * @return all contested locks that are held
     */
    long unpack(long state, long[] held) {
        long all = 0;
        for (int i = 0; i < count; i++) {
            int holder = (int) (state >>> (holderShift + i * holderWidth) & holderMask);
            if (holder != 0) {
                held[holder - 1] |= 1L << locks[i];
                all |= 1L << locks[i];
            }
        }
        return all;
    }

    /**
     * A state with another holder of a contested lock. A lock that none of the tasks takes is never held, and has no place in a
     * state.
     *
     * @param holder a task; negative for nobody
     */
    long withHolder(long state, int lock, int holder) {
        for (int i = 0; i < count; i++) {
            if (locks[i] == lock) {
                int shift = holderShift + i * holderWidth;
                return (state & ~(holderMask << shift)) | ((long) (holder + 1) << shift);
            }
        }
        return state;
    }

    /** The contested locks that a task held when it entered the trylock that it is in; none where it is in none. */
    long heldBeforeTrylock(long state, int task) {
        long set = 0;
        if (snapshotShift[task] != NONE) {
            long packed = state >>> snapshotShift[task] & snapshotMask;
            for (int i = 0; i < count; i++) {
                set |= (packed >>> i & 1) << locks[i];
            }
        }
        return set;
    }

    /** A state with another answer of {@link #heldBeforeTrylock}. */
    long withHeldBeforeTrylock(long state, int task, long set) {
        if (snapshotShift[task] == NONE) {
            return state;
        }
        long packed = 0;
        for (int i = 0; i < count; i++) {
            packed |= (set >>> locks[i] & 1) << i;
        }
        return (state & ~(snapshotMask << snapshotShift[task])) | (packed << snapshotShift[task]);
    }
}
