package pcilock.checks.engine;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import pcilock.model.kernel.Event;
import pcilock.specs.property.GuardedObserver;
import pcilock.specs.property.Property;

/** What it means that no task of a run can move any more although some have not ended. */
public final class StuckRun {
    private StuckRun() {}

    /**
     * The properties that a stuck run breaks, told from its events: a task asleep on the wait queue of a flag that is clear has
     * lost its wake-up; any other sleeper waits for a lock that is held and never released.
     */
    public static Set<Property> broken(List<Step> run) {
        Set<Property> broken = EnumSet.of(Property.EVERY_TASK_ENDS);
        for (Step last : sleepers(run)) {
            broken.add(broken(last.event(), isFlagSet(run, last.device())));
        }
        return broken;
    }

    /**
     * What one task breaks that has not ended and cannot move.
     *
     * @param asleep the event with which it went to sleep; null where it did not
     * @param flagIsSet whether the flag that it waits for is set
     */
    public static Property broken(Event asleep, boolean flagIsSet) {
        return asleep == Event.QUEUE_SLEEP && !flagIsSet ? Property.NO_LOST_WAKE_UP : Property.NO_DEADLOCK;
    }

    /** The last step of each task that is asleep at the end of the run. */
    public static List<Step> sleepers(List<Step> run) {
        int tasks = run.stream().mapToInt(Step::task).max().orElse(-1) + 1;
        Step[] last = new Step[tasks];
        for (Step step : run) {
            last[step.task()] = step;
        }
        return java.util.Arrays.stream(last)
                .filter(step -> step != null && isSleep(step.event()))
                .toList();
    }

    /** Whether a task goes to sleep with an event. */
    public static boolean isSleep(Event event) {
        return LockKind.awaitedAfter(event) != null || GuardedObserver.isSleep(event);
    }

    private static boolean isFlagSet(List<Step> run, int device) {
        boolean set = false;
        for (Step step : run) {
            if (step.device() == device && LockKind.takenBy(step.event()) == LockKind.FLAG) {
                set = true;
            } else if (step.device() == device && LockKind.givenBackBy(step.event()) == LockKind.FLAG) {
                set = false;
            }
        }
        return set;
    }
}
