package pcilock.checks.explorer;

import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;

/**
 * Which bit of a set of locks each lock is. A set is one long where all locks of a machine fit into one, else one long for each kind
 * of lock.
 *
 * <p>Here, and nowhere else, what a step asks of locks and does to them becomes bits: who searches knows no kinds of locks.
 */
@SuppressWarnings("EnumOrdinal") // where the locks of a kind begin, within one run
final class LockBits {
    static final int NO_LOCK = -1;

    private static final int KINDS = LockKind.values().length;

    /** The length of a set, in longs. */
    final int width;

    /** How many locks there are of each kind. */
    final int locks;

    private final int bitsOfKind;

    LockBits(PciTopology topology) {
        locks = topology.mutexes;
        if (locks > Long.SIZE) {
            throw new IllegalArgumentException(
                    "a set of locks of a kind has " + Long.SIZE + " bits, there are " + locks);
        }
        width = locks <= Long.SIZE / KINDS ? 1 : KINDS;
        bitsOfKind = width == 1 ? locks : Long.SIZE;
    }

    /** All bits that may be those of a lock are below this. */
    int bits() {
        return KINDS * bitsOfKind;
    }

    private int bit(LockKind kind, int device) {
        return kind.ordinal() * bitsOfKind + device;
    }

    static void add(long[] sets, int at, int bit) {
        sets[at + bit / Long.SIZE] |= 1L << bit % Long.SIZE;
    }

    static boolean has(long[] sets, int at, int bit) {
        return (sets[at + bit / Long.SIZE] >>> bit % Long.SIZE & 1) != 0;
    }

    /** What is in a set. */
    LockSet locks(long[] sets, int at) {
        return new LockSet(ofKind(LockKind.MUTEX, sets, at), ofKind(LockKind.FLAG, sets, at));
    }

    private long ofKind(LockKind kind, long[] sets, int at) {
        return width == 1
                ? (sets[at] >>> (kind.ordinal() * bitsOfKind)) & (-1L >>> (Long.SIZE - bitsOfKind))
                : sets[at + kind.ordinal()];
    }

    /** Adds some locks to a set. */
    void add(LockSet some, long[] sets, int at) {
        if (width == 1) {
            sets[at] |= some.mutexes() | some.flags() << bitsOfKind;
        } else {
            sets[at] |= some.mutexes();
            sets[at + 1] |= some.flags();
        }
    }

    /** The lock that a step asks about; {@link #NO_LOCK} where it asks about none. */
    int asked(Label label) {
        return label.guard() == Guard.FREE || label.guard() == Guard.HELD ? lock(label) : NO_LOCK;
    }

    /** The lock that a step takes; {@link #NO_LOCK} where it takes none. */
    int taken(Label label) {
        return label.effect() == Effect.ACQUIRE ? lock(label) : NO_LOCK;
    }

    /** The lock that a step gives back; {@link #NO_LOCK} where it gives none back. */
    int given(Label label) {
        return label.effect() == Effect.RELEASE ? lock(label) : NO_LOCK;
    }

    private int lock(Label label) {
        return bit(label.lock(), label.device());
    }

    /** The lock that a task waits for that went to sleep so; {@link #NO_LOCK} where it waits for something else. */
    int awaited(Event asleep, int device) {
        LockKind kind = LockKind.awaitedAfter(asleep);
        return kind == null ? NO_LOCK : bit(kind, device);
    }
}
