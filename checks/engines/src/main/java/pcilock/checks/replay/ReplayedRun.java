package pcilock.checks.replay;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pcilock.checks.engine.Step;
import pcilock.checks.engine.StuckRun;
import pcilock.specs.property.Property;

/**
 * What a run did when it was replayed.
 *
 * @param steps every step, in order
 * @param events every event of the run, notes included, in the order in which an engine sees them
 * @param ended the names of the tasks that ended
 * @param canMove the names of the tasks that could take another step
 * @param held every lock that is held at the end
 * @param waiting every task that is asleep at the end and cannot move
 * @param cycle the tasks of one deadlock, each waiting for a lock that the next one holds and the last for one that the first
 *     holds; empty when no tasks wait for each other
 * @param firstBroken for each property that an event broke, how many events there were when it was first broken
 * @param linearizable whether the answers of the calls are those of some sequence of the calls; true when no history was kept
 *     or not all tasks ended
 * @param goesRound whether the last steps can be repeated for ever; a replay, which comes to an end, cannot tell
 */
public record ReplayedRun(
        List<ReplayedStep> steps,
        List<Step> events,
        List<String> ended,
        List<String> canMove,
        List<Holding> held,
        List<WaitForEdge> waiting,
        List<WaitForEdge> cycle,
        Map<Property, Integer> firstBroken,
        boolean linearizable,
        boolean goesRound) {
    /** The same run, of which an engine knows that its last steps can be repeated for ever. */
    public ReplayedRun goingRound() {
        return new ReplayedRun(steps, events, ended, canMove, held, waiting, cycle, firstBroken, linearizable, true);
    }

    /** The same run, told by other steps. */
    public ReplayedRun with(List<ReplayedStep> otherSteps) {
        return new ReplayedRun(
                otherSteps, events, ended, canMove, held, waiting, cycle, firstBroken, linearizable, goesRound);
    }

    /** Each step, without what accompanied it. */
    public List<Step> plainSteps() {
        return steps.stream().map(ReplayedStep::step).toList();
    }

    /** The task of each step. */
    public List<Integer> order() {
        return steps.stream().map(step -> step.step().task()).toList();
    }

    /** With how many steps both begin. */
    public int stepsInCommon(ReplayedRun other) {
        int common = 0;
        while (common < Math.min(steps.size(), other.steps.size())
                && steps.get(common).step().equals(other.steps.get(common).step())) {
            common++;
        }
        return common;
    }

    /** Whether some task has not ended and none can move. */
    public boolean isStuck() {
        return canMove.isEmpty() && !waiting.isEmpty();
    }

    /** Every property that the run breaks, being stuck at the end included. */
    public Set<Property> broken() {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        for (ReplayedStep step : steps) {
            broken.addAll(step.broken());
        }
        if (isStuck()) {
            broken.addAll(StuckRun.broken(events));
        }
        if (goesRound) {
            broken.add(Property.EVERY_TASK_ENDS);
        }
        if (!linearizable) {
            broken.add(Property.LINEARIZABLE);
        }
        return broken;
    }
}
