package pcilock.checks.replay;

import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.specs.scenario.Scenario;

/**
 * Runs a counterexample again, step by step, with the real locking code on the JVM: what an engine reports is true only if the
 * code does it.
 */
public final class Replay {
    /** Far beyond what any run needs that ends. */
    private static final int MOST_STEPS = 10_000;

    private Replay() {}

    /**
     * Replays a run. Notes among the steps are left out of account: a step's notes come with it.
     *
     * @throws EngineException naming the first step, from 1, that the code does not do
     */
    public static ReplayedRun run(Scenario scenario, List<Step> steps) {
        return run(scenario, steps, true);
    }

    /** Replays a run without looking at the stacks of the tasks, which are then empty: see {@link #run(Scenario, List)}. */
    public static ReplayedRun runWithoutStacks(Scenario scenario, List<Step> steps) {
        return run(scenario, steps, false);
    }

    /**
     * Runs the tasks in the order in which another run moved them, for as long as they can move, and then each as far as it gets:
     * what other locking code does where that run went wrong.
     *
     * @param order the task of each step of the other run
     * @throws EngineException when the tasks go on for ever
     */
    public static ReplayedRun inTheOrderOf(Scenario scenario, List<Integer> order) {
        try (SteppingMachine machine = new SteppingMachine(scenario, true)) {
            int left = MOST_STEPS;
            for (int task : order) {
                machine.step(task);
                left--;
            }
            boolean moved = true;
            while (moved) {
                moved = false;
                for (int task = 0; task < scenario.tasks.size(); task++) {
                    while (machine.step(task) != null) {
                        moved = true;
                        if (--left < 0) {
                            throw new EngineException("no end after " + MOST_STEPS + " steps");
                        }
                    }
                }
            }
            return machine.soFar();
        }
    }

    private static ReplayedRun run(Scenario scenario, List<Step> steps, boolean keepStacks) {
        try (SteppingMachine machine = new SteppingMachine(scenario, keepStacks)) {
            int number = 0;
            for (Step step : steps) {
                if (step.event().note) {
                    continue;
                }
                number++;
                if (step.task() < 0 || step.task() >= scenario.tasks.size()) {
                    throw new EngineException("step " + number + " of the counterexample, " + step + ": no such task");
                }
                machine.answerConditions(step.event() != Event.CONDITION_FAILS);
                ReplayedStep done = machine.step(step.task());
                if (done == null) {
                    throw new EngineException("step " + number + " of the counterexample, " + step + ": the task "
                            + (machine.hasEnded(step.task()) ? "has ended" : "is asleep"));
                }
                if (!done.step().equals(step)) {
                    throw new EngineException(
                            "step " + number + " of the counterexample, " + step + ": the code does " + done.step());
                }
            }
            return machine.soFar();
        }
    }
}
