package pcilock.checks.explorer;

import pcilock.checks.engine.LockKind;
import pcilock.checks.replay.Lock;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;

/**
 * A lock as a task holds it or wants it.
 *
 * @param lock what is held or wanted; of an rw semaphore, whether to read or to write it
 * @param number which one: see {@link PciTopology#nameOf}
 */
public record LockUse(Lock lock, int number) {
    /** The lock of a kind with that number. */
    static LockUse of(LockKind kind, int number, PciTopology topology) {
        return new LockUse(Lock.of(kind, number, topology), number);
    }

    /** See {@link Lock#takenBy}. */
    public static LockUse takenBy(Event event, int number, PciTopology topology) {
        return of(Lock.takenBy(event, number, topology), number);
    }

    /** See {@link Lock#givenBackBy}. */
    public static LockUse givenBackBy(Event event, int number, PciTopology topology) {
        return of(Lock.givenBackBy(event, number, topology), number);
    }

    /** See {@link Lock#waitedFor}. */
    public static LockUse waitedFor(Event event, int number, PciTopology topology) {
        return of(Lock.waitedFor(event, number, topology), number);
    }

    private static LockUse of(Lock lock, int number) {
        return lock == null ? null : new LockUse(lock, number);
    }
}
