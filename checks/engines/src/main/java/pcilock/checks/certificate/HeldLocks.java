package pcilock.checks.certificate;

import java.util.BitSet;

/** The locks that one task holds, numbered as in {@link LockId}, in the order in which it took them. */
final class HeldLocks {
    static final int NONE = -1;

    /** How many numbers {@link #latest} has for a lock. */
    static final int SIZE = 3;

    private final boolean[] held;
    private final boolean[] byWaiting;
    private final int[] before;
    private final int[] after;
    private final int[] takenAt;
    private int last = NONE;
    private int count;

    HeldLocks(int locks) {
        held = new boolean[locks];
        byWaiting = new boolean[locks];
        before = new int[locks];
        after = new int[locks];
        takenAt = new int[locks];
    }

    boolean has(int lock) {
        return held[lock];
    }

    /** Whether the lock, which is held, was waited for and not just tried. */
    boolean isByWaiting(int lock) {
        return byWaiting[lock];
    }

    /** The depth that was given when the lock, which is held, was added. */
    int takenAt(int lock) {
        return takenAt[lock];
    }

    /** The one that was taken last, or {@link #NONE}. */
    int last() {
        return last;
    }

    /** The one that was taken before this one, of those that are held, or {@link #NONE}. */
    int before(int lock) {
        return before[lock];
    }

    /**
     * Adds a lock.
     *
     * @param waited whether it was waited for and not just tried
     * @param depth to be told by {@link #takenAt}
     */
    void add(int lock, boolean waited, int depth) {
        takenAt[lock] = depth;
        held[lock] = true;
        byWaiting[lock] = waited;
        before[lock] = last;
        after[lock] = NONE;
        if (last != NONE) {
            after[last] = lock;
        }
        last = lock;
        count++;
    }

    void remove(int lock) {
        int earlier = before[lock];
        int later = after[lock];
        if (earlier != NONE) {
            after[earlier] = later;
        }
        if (later != NONE) {
            before[later] = earlier;
        } else {
            last = earlier;
        }
        held[lock] = false;
        count--;
    }

    /** How many they are. */
    int count() {
        return count;
    }

    /** The locks that are held. */
    BitSet toSet() {
        BitSet all = new BitSet(held.length);
        for (int lock = last; lock != NONE; lock = before[lock]) {
            all.set(lock);
        }
        return all;
    }

    /** Those of some locks that are held. */
    BitSet among(BitSet locks) {
        BitSet both = (BitSet) locks.clone();
        for (int lock = locks.nextSetBit(0); lock >= 0; lock = locks.nextSetBit(lock + 1)) {
            if (!held[lock]) {
                both.clear(lock);
            }
        }
        return both;
    }

    /** Whether of some locks exactly these are held. */
    boolean areExactly(BitSet these, BitSet locks) {
        for (int lock = locks.nextSetBit(0); lock >= 0; lock = locks.nextSetBit(lock + 1)) {
            if (held[lock] != these.get(lock)) {
                return false;
            }
        }
        return true;
    }

    /** Those that were taken last, in order, each as {@link #SIZE} numbers: the parameters of {@link #add}. */
    int[] latest(int howMany) {
        int[] latest = new int[SIZE * howMany];
        int lock = last;
        for (int i = latest.length; i > 0; i -= SIZE) {
            latest[i - 3] = lock;
            latest[i - 2] = byWaiting[lock] ? 1 : 0;
            latest[i - 1] = takenAt[lock];
            lock = before[lock];
        }
        return latest;
    }

    /** Makes these the ones that are held, as {@link #latest} tells them. */
    void set(int[] locks) {
        clear();
        for (int i = 0; i < locks.length; i += SIZE) {
            add(locks[i], locks[i + 1] == 1, locks[i + 2]);
        }
    }

    /** Lets go of all. */
    void clear() {
        for (int lock = last; lock != NONE; lock = before[lock]) {
            held[lock] = false;
        }
        last = NONE;
        count = 0;
    }
}
