package pcilock.checks.explorer;

/** What a step asks of the machine before it can be taken. */
public enum Guard {
    NONE,
    MUTEX_FREE,
    MUTEX_HELD,
    FLAG_CLEAR,
    FLAG_SET,
    /** The task itself is on the wait queue. */
    QUEUED,
    NOT_QUEUED,
    /** What is in {@link Label#sets}. */
    SETS
}
