package pcilock.model.kernel;

/**
 * What may be entered until it is drained: the active reference of a sysfs attribute, which a running store or show holds ({@code
 * kernfs_get_active}, {@code kernfs_drain}), or the handler of an irq or of a work item, which runs or does not ({@code free_irq}, {@code
 * cancel_work_sync}). A drain forbids to enter, and then waits until everybody inside has left, the caller included.
 */
public final class ActiveReference extends GuardedObject {
    public final TaskSet inside;

    /** Whether nobody may enter any more. */
    public final TaskSet gone;

    private final GuardedStep enter;
    private final GuardedStep refused;
    private final GuardedStep leave;
    private final GuardedStep drain;
    private final GuardedStep create;
    private final SleepingStep drained;
    private final SleepingStep enterAlone;

    /**
     * A reference whose sets have the numbers from {@code firstSet} on.
     *
     * @param goneAtFirst whether nobody may enter at the beginning
     */
    public ActiveReference(int number, int firstSet, boolean goneAtFirst) {
        super(number);
        inside = new TaskSet(firstSet);
        gone = TaskSet.ofOneBit(firstSet + 1, goneAtFirst);
        enter = step(Event.REFERENCE_ENTER).whenEmpty(gone).joining(inside);
        refused = step(Event.REFERENCE_REFUSED).whenOccupied(gone);
        leave = step(Event.REFERENCE_LEAVE).leaving(inside);
        drain = step(Event.REFERENCE_DRAIN).joining(gone);
        create = step(Event.REFERENCE_CREATE).leaving(gone);
        drained = new SleepingStep(
                step(Event.REFERENCE_DRAINED).whenEmpty(inside),
                step(Event.REFERENCE_DRAIN_SLEEP).whenOccupied(inside),
                null);
        enterAlone = new SleepingStep(
                step(Event.REFERENCE_ENTER).whenEmpty(gone, inside).joining(inside),
                step(Event.REFERENCE_ENTER_SLEEP).whenEmpty(gone).whenOccupied(inside),
                refused);
    }

    @Override
    public TaskSet[] sets() {
        return new TaskSet[] {inside, gone};
    }

    /** A step with this reference, for a seeded fault. */
    public GuardedStep step(Event event) {
        return new GuardedStep(this, event);
    }

    /** False when it was drained. Never sleeps. */
    public boolean enter(Kernel kernel, Task current) {
        return kernel.attempt(current, enter, refused);
    }

    /**
     * The same of what only one task runs at a time, as a handler is run by one thread: sleeps until nobody is inside. False when it
     * was drained, before or meanwhile.
     */
    public boolean enterAlone(Kernel kernel, Task current) {
        return kernel.await(current, enterAlone);
    }

    public void leave(Kernel kernel, Task current) {
        kernel.take(current, leave);
    }

    /** Forbids to enter, and sleeps until nobody is inside. */
    public void drain(Kernel kernel, Task current) {
        deactivate(kernel, current);
        awaitDrained(kernel, current);
    }

    /** The first half of {@link #drain}. */
    public void deactivate(Kernel kernel, Task current) {
        kernel.take(current, drain);
    }

    /** The second half of {@link #drain}. */
    public void awaitDrained(Kernel kernel, Task current) {
        kernel.await(current, drained);
    }

    /** From here on it may be entered again. */
    public void create(Kernel kernel, Task current) {
        kernel.take(current, create);
    }
}
