package pcilock.model.kernel;

/**
 * The tasks that stand in one relation to a {@link GuardedObject}, such as the readers of a semaphore; or one bit, which has no tasks.
 * No method here blocks or synchronizes; see {@link Mutex}.
 */
public final class TaskSet {
    /** Position among the sets of the machine, from 0. */
    public final int number;

    /** Whether this is one bit, the same whoever sets it. */
    public final boolean bit;

    private long members;

    TaskSet(int number, boolean bit) {
        this.number = number;
        this.bit = bit;
    }

    private long mask(Task task) {
        return bit ? 1 : 1L << task.id;
    }

    public boolean isEmpty() {
        return members == 0;
    }

    public boolean contains(Task task) {
        return (members & mask(task)) != 0;
    }

    void add(Task task) {
        members |= mask(task);
    }

    void remove(Task task) {
        members &= ~mask(task);
    }
}
