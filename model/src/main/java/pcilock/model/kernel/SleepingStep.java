package pcilock.model.kernel;

/** A {@link GuardedStep} for which a task sleeps until it can be taken. */
public final class SleepingStep {
    /** What is done where the task need not sleep. */
    public final GuardedStep now;

    /** What is done in place of all this where it can be, also out of sleep; null where there is no such thing. */
    public final GuardedStep instead;

    private final GuardedStep[] sleeps;
    private final GuardedStep[] afterSleep;

    private SleepingStep(GuardedStep now, GuardedStep[] sleeps, GuardedStep[] afterSleep, GuardedStep instead) {
        this.now = now;
        this.sleeps = sleeps;
        this.afterSleep = afterSleep;
        this.instead = instead;
    }

    public SleepingStep(GuardedStep now, GuardedStep[] sleeps, GuardedStep[] afterSleep) {
        this(now, sleeps, afterSleep, null);
    }

    /** One way to go to sleep, out of which the same is done as without it. */
    public SleepingStep(GuardedStep now, GuardedStep sleep, GuardedStep instead) {
        this(now, new GuardedStep[] {sleep}, new GuardedStep[] {now}, instead);
    }

    /** Whether {@link #instead} can be taken now. */
    public boolean isInstead() {
        return instead != null && instead.isPossible();
    }

    // Arrays are read here and nowhere else, for the same reason as in pcilock.specs.scenario.Machine.

    /** In how many ways it can go to sleep: where neither {@link #now} nor {@link #instead} can be taken, it does in exactly one. */
    public int waysToSleep() {
        return sleeps.length;
    }

    /** How it goes to sleep in one of these ways, from 0. */
    public GuardedStep sleep(int way) {
        return sleeps[way];
    }

    /** What is done when the task comes back from there, unless it is {@link #instead}. */
    public GuardedStep afterSleep(int way) {
        return afterSleep[way];
    }

    /** In which way it can go to sleep now. */
    public int wayToSleep() {
        for (int way = 0; way < sleeps.length; way++) {
            if (sleeps[way].isPossible()) {
                return way;
            }
        }
        throw new IllegalStateException("a task can neither go on nor go to sleep: " + now.event);
    }
}
