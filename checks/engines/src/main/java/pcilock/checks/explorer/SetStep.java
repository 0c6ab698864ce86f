package pcilock.checks.explorer;

import java.util.Arrays;
import java.util.List;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.TaskSet;

/**
 * What a step asks of the {@link TaskSet}s of the machine and does to them, by their numbers.
 *
 * @param empty which must be empty
 * @param occupied which must not be, {@link #NONE} for none; likewise the others
 * @param joined which the task joins
 * @param left which it leaves
 */
public record SetStep(List<Integer> empty, int occupied, int joined, int left) {
    public static final int NONE = -1;

    static SetStep of(GuardedStep step) {
        return new SetStep(
                Arrays.stream(step.empty()).map(set -> set.number).toList(),
                number(step.occupied()),
                number(step.joined()),
                number(step.left()));
    }

    private static int number(TaskSet set) {
        return set == null ? NONE : set.number;
    }
}
