package pcilock.model.kernel;

/** A task of the kernel, as far as locks see it ({@code struct task_struct}): somebody who can hold and wait. */
public final class Task {
    /** Position among the tasks of one run, from 0. */
    public final int id;

    /** What a trace calls it, such as {@code T1}. */
    public final String name;

    public Task(int id, String name) {
        this.id = id;
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
