package pcilock.checks.explorer;

import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.Event;

/**
 * Locks of the kinds that one task holds at a time, a bit each for each {@link pcilock.model.pci.PciDev#index}, or other number of a
 * mutex.
 */
record LockSet(long mutexes, long flags) {
    static final LockSet EMPTY = new LockSet(0, 0);

    /** Those of one kind. */
    static LockSet of(LockKind kind, long devices) {
        return switch (kind) {
            case MUTEX -> new LockSet(devices, 0);
            case FLAG -> new LockSet(0, devices);
        };
    }

    /** Those of every kind. */
    static LockSet of(long devices) {
        return new LockSet(devices, devices);
    }

    LockSet plus(LockSet others) {
        return new LockSet(mutexes | others.mutexes, flags | others.flags);
    }

    boolean has(LockKind kind, int number) {
        long locks =
                switch (kind) {
                    case MUTEX -> mutexes;
                    case FLAG -> flags;
                };
        return (locks >>> number & 1) != 0;
    }

    /** What is held after an event of who holds this. */
    LockSet after(Event event, int number) {
        LockKind taken = LockKind.takenBy(event);
        if (taken != null) {
            return has(taken, number) ? this : with(taken, 1L << number);
        }
        LockKind given = LockKind.givenBackBy(event);
        return given == null || !has(given, number) ? this : with(given, 1L << number);
    }

    /** With what it has of these the other way round. */
    private LockSet with(LockKind kind, long changed) {
        return switch (kind) {
            case MUTEX -> new LockSet(mutexes ^ changed, flags);
            case FLAG -> new LockSet(mutexes, flags ^ changed);
        };
    }

    /** Without the locks of these devices, a bit each. */
    LockSet without(long devices) {
        return (mutexes & devices) == 0 && (flags & devices) == 0
                ? this
                : new LockSet(mutexes & ~devices, flags & ~devices);
    }
}
