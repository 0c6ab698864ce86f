package pcilock.checks.explorer;

import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;

/**
 * Which bit of a set of locks each lock is. A set is one long where all locks of a machine fit into one, else one long for each kind
 * of lock.
 *
 * <p>Here, and nowhere else, what a step asks of locks and does to them becomes bits: who searches knows no kinds of locks.
 */
final class LockBits {
    static final int NO_LOCK = -1;

    private static final int KINDS = 2;
    private static final int MUTEX = 0;
    private static final int FLAG = 1;

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

    /** The device of a lock, or whatever else it is numbered by: {@link PciTopology#nameOf}. */
    int device(int bit) {
        return bit % bitsOfKind;
    }

    private int bit(int kind, int device) {
        return kind * bitsOfKind + device;
    }

    static void add(long[] sets, int at, int bit) {
        sets[at + bit / Long.SIZE] |= 1L << bit % Long.SIZE;
    }

    static boolean has(long[] sets, int at, int bit) {
        return (sets[at + bit / Long.SIZE] >>> bit % Long.SIZE & 1) != 0;
    }

    /** The mutexes in a set, a bit for each device. */
    long mutexes(long[] sets, int at) {
        return ofKind(MUTEX, sets, at);
    }

    /** The flags in a set, a bit for each device. */
    long flags(long[] sets, int at) {
        return ofKind(FLAG, sets, at);
    }

    private long ofKind(int kind, long[] sets, int at) {
        return width == 1 ? (sets[at] >>> (kind * bitsOfKind)) & (-1L >>> (Long.SIZE - bitsOfKind)) : sets[at + kind];
    }

    /** Adds to a set the mutexes and the flags of these devices, a bit each. */
    void add(long mutexes, long flags, long[] sets, int at) {
        if (width == 1) {
            sets[at] |= mutexes | flags << bitsOfKind;
        } else {
            sets[at] |= mutexes;
            sets[at + 1] |= flags;
        }
    }

    /** The lock that a step asks about; {@link #NO_LOCK} where it asks about none. */
    int asked(Label label) {
        return switch (label.guard()) {
            case MUTEX_FREE, MUTEX_HELD -> bit(MUTEX, label.device());
            case FLAG_CLEAR, FLAG_SET -> bit(FLAG, label.device());
            case NONE, QUEUED, NOT_QUEUED, SETS -> NO_LOCK;
        };
    }

    /** Whether the lock that a step asks about must be held. */
    static boolean mustBeHeld(Label label) {
        return label.guard() == Guard.MUTEX_HELD || label.guard() == Guard.FLAG_SET;
    }

    /** The lock that a step takes; {@link #NO_LOCK} where it takes none. */
    int taken(Label label) {
        return switch (label.effect()) {
            case MUTEX_ACQUIRE -> bit(MUTEX, label.device());
            case FLAG_SET -> bit(FLAG, label.device());
            default -> NO_LOCK;
        };
    }

    /** The lock that a step gives back; {@link #NO_LOCK} where it gives none back. */
    int given(Label label) {
        return switch (label.effect()) {
            case MUTEX_RELEASE -> bit(MUTEX, label.device());
            case FLAG_CLEAR -> bit(FLAG, label.device());
            default -> NO_LOCK;
        };
    }

    /** The lock that a task waits for that went to sleep so. */
    int awaited(Event asleep, int device) {
        return bit(asleep == Event.MUTEX_SLEEP ? MUTEX : FLAG, device);
    }
}
