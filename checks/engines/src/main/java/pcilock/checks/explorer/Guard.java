package pcilock.checks.explorer;

/** What a step asks of the machine before it can be taken. */
public enum Guard {
    NONE,
    /** Nobody holds the lock that the step is about. */
    FREE,
    /** Somebody does, the task itself included. */
    HELD,
    /** The task itself is on the wait queue. */
    QUEUED,
    NOT_QUEUED,
    /** What is in {@link Label#sets}. */
    SETS
}
