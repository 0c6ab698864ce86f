package pcilock.checks.certificate;

import java.util.BitSet;

/** The locks that one task holds, numbered as in {@link LockId}, in the order in which it took them. */
final class HeldLocks {
    static final int NONE = -1;

    private final BitSet held = new BitSet();
    private final BitSet byWaiting = new BitSet();
    private final int[] before;
    private final int[] after;
    private int last = NONE;
    private int count;

    HeldLocks(int locks) {
        before = new int[locks];
        after = new int[locks];
    }

    boolean has(int lock) {
        return held.get(lock);
    }

    /** Whether the lock, which is held, was waited for and not just tried. */
    boolean isByWaiting(int lock) {
        return byWaiting.get(lock);
    }

    /** The one that was taken last, or {@link #NONE}. */
    int last() {
        return last;
    }

    /** The one that was taken before this one, of those that are held, or {@link #NONE}. */
    int before(int lock) {
        return before[lock];
    }

    void add(int lock, boolean waited) {
        held.set(lock);
        byWaiting.set(lock, waited);
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
        held.clear(lock);
        count--;
    }

    /** The locks that are held. */
    BitSet toSet() {
        return (BitSet) held.clone();
    }

    /** Those of some locks that are held. */
    BitSet among(BitSet locks) {
        BitSet both = (BitSet) locks.clone();
        both.and(held);
        return both;
    }

    /** Those that were taken last, in order, each as two numbers: the lock, and 1 when it was waited for. */
    int[] latest(int howMany) {
        int[] latest = new int[2 * howMany];
        int lock = last;
        for (int i = latest.length; i > 0; i -= 2) {
            latest[i - 2] = lock;
            latest[i - 1] = byWaiting.get(lock) ? 1 : 0;
            lock = before[lock];
        }
        return latest;
    }

    /** All of them, as {@link #latest} tells them. */
    int[] all() {
        return latest(count);
    }

    /** Adds some as {@link #latest} tells them. */
    void addAll(int[] locks) {
        for (int i = 0; i < locks.length; i += 2) {
            add(locks[i], locks[i + 1] == 1);
        }
    }

    /** Lets go of all. */
    void clear() {
        held.clear();
        last = NONE;
        count = 0;
    }
}
