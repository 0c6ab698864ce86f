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

    /** Whether it is a bit that is set at the beginning. */
    public final boolean setAtFirst;

    private long members;

    /** A set of tasks, empty at the beginning. */
    TaskSet(int number) {
        this(number, false, false);
    }

    private TaskSet(int number, boolean bit, boolean setAtFirst) {
        this.number = number;
        this.bit = bit;
        this.setAtFirst = setAtFirst;
        this.members = setAtFirst ? 1 : 0;
    }

    static TaskSet ofOneBit(int number, boolean setAtFirst) {
        return new TaskSet(number, true, setAtFirst);
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
