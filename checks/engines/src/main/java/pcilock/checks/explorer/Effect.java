package pcilock.checks.explorer;

/** What a step does to the machine. */
public enum Effect {
    NONE,
    /** The task holds the lock that the step is about, whoever held it. */
    ACQUIRE,
    /** Nobody holds it. */
    RELEASE,
    /** The task itself joins the wait queue. */
    ENQUEUE,
    DEQUEUE,
    WAKE_ALL,
    WAKE_ONE,
    /** A call into lockdep, whose event depends on what lockdep saw before. */
    LOCKDEP,
    /** What is in {@link Label#sets}. */
    SETS;

    /** Whether another task can notice. */
    boolean isShared() {
        return this != NONE && this != ENQUEUE && this != DEQUEUE && this != LOCKDEP;
    }
}
