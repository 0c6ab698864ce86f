package pcilock.checks.engine;

import pcilock.model.kernel.Event;

/**
 * The kinds of locks that are held by one task at a time, and what events say of them: whoever searches, concludes or replays asks here
 * whether an event takes a lock, gives one back or waits for one. The exports say it again, as does the observer of the properties. Which
 * lock of its kind it is, is told by the number that the event is about, see {@link pcilock.model.pci.PciTopology#nameOf}.
 *
 * <p>Who is in a semaphore or a reference is told by sets of tasks: {@link pcilock.model.kernel.GuardedObject}.
 */
public enum LockKind {
    MUTEX,
    /** {@code block_cfg_access}, the config access lock of a device. */
    FLAG;

    /** What the task holds after an event that it did not hold before; null where it took nothing. */
    public static LockKind takenBy(Event event) {
        return switch (event) {
            case MUTEX_LOCK, MUTEX_TRYLOCK -> MUTEX;
            case FLAG_SET -> FLAG;
            default -> null;
        };
    }

    /** What nobody holds after an event; null where nothing was given back. */
    public static LockKind givenBackBy(Event event) {
        return switch (event) {
            case MUTEX_UNLOCK -> MUTEX;
            case FLAG_CLEAR -> FLAG;
            default -> null;
        };
    }

    /** What was taken or given back by an event; null for neither. */
    public static LockKind changedBy(Event event) {
        LockKind taken = takenBy(event);
        return taken == null ? givenBackBy(event) : taken;
    }

    /** What a task waits for after it went to sleep with an event; null where that is no going to sleep, or for something else. */
    public static LockKind awaitedAfter(Event event) {
        return switch (event) {
            case MUTEX_SLEEP -> MUTEX;
            case FLAG_SLEEP, QUEUE_SLEEP -> FLAG;
            default -> null;
        };
    }
}
