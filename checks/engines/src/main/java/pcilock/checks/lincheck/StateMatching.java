package pcilock.checks.lincheck;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Kernel;

/**
 * The states that the runs of one exploration came to, and the path by which each was reached first. Lincheck merges nothing: it makes a run
 * for every order of steps, of which most go through the same states. A run that comes to a state by another path than the first one does
 * end, but no task is interrupted in it any more, so that no run branches off there: all that follows does so from the first path, at
 * which Lincheck offers every other task a turn (state matching, as in SPIN and JPF; G. Holzmann, The SPIN Model Checker, 2003).
 *
 * <p>A state is all that can change on the machine, see {@link MachineState}, and for each task the course that it took: the steps, notes
 * and answers that it got, since locking code goes by nothing else, from where it last told what it remembers of them: see {@link
 * Kernel#remembersOnly}, which is trusted here as the explorer trusts it; JPF is not told.
 *
 * <p>A path says more than the steps of the run: Lincheck may switch to a task that then takes none, because it begins, or is woken in vain,
 * and what comes next would be explored once more. So a task that arrives at a step, or wakes up, is part of the path and not of the state.
 * One that arrives where nobody took a step since the state was first met is not interrupted at once, for that would lead back.
 *
 * <p>Whether a sleeper has been woken is no part of a state: if it can go on, it was woken when what it waits for came to be, and if it was
 * woken and cannot go on, it sleeps again without a step.
 */
final class StateMatching {
    private static final int START = 0;

    /** A sequence that is one longer than another. */
    private record Longer(int than, Object by) {}

    private record Arrival(int task) {}

    private record WakeUp(int task) {}

    /** Every path and every course so far by its number; {@link #START} is the empty one. */
    private final Map<Longer, Integer> sequences = new HashMap<>();

    /** For each state the path by which it was met first. */
    private final Map<String, Integer> firstPaths = new HashMap<>();

    /** Which paths these are. */
    private final BitSet isFirst = new BitSet();

    /** For each task its course, in this run. */
    private final int[] courses;

    /** Those paths to states of this run after which nobody took a step. */
    private final Set<Integer> pathsSinceStep = new HashSet<>();

    private final SharedObjects objects;
    private int path;
    private Supplier<MachineState> maker;
    private MachineState machine;
    private boolean matched;

    StateMatching(int tasks, SharedObjects objects) {
        courses = new int[tasks];
        this.objects = objects;
    }

    /**
     * Another run begins.
     *
     * @param state makes the state of its machine, which takes a while and is not needed before the run leaves the others'
     */
    void begin(Supplier<MachineState> state) {
        maker = state;
        machine = null;
        path = START;
        pathsSinceStep.clear();
        Arrays.fill(courses, START);
        matched = false;
    }

    /** A task of the run took a step, or told something. */
    void event(Step step) {
        objects.touched(step);
        if (!matched) {
            path = longer(path, step);
            courses[step.task()] = longer(courses[step.task()], step);
            pathsSinceStep.clear();
        }
    }

    /** A task of the run released what it did not hold. */
    void releasedForAnother() {
        objects.releasedForAnother();
    }

    /** A task of the run was told something, on which what it does next may depend. */
    void answer(int task, boolean answer) {
        if (!matched) {
            courses[task] = longer(courses[task], answer);
        }
    }

    /** All that a task of the run was told so far is forgotten but this, of which its place in the code is a part. */
    void remembersOnly(int task, Object remembered) {
        if (!matched) {
            courses[task] = longer(START, remembered);
        }
    }

    /** A task that was asleep looks again whether it can go on. */
    void wokeUp(int task) {
        if (!matched) {
            path = longer(path, new WakeUp(task));
        }
    }

    private int longer(int sequence, Object by) {
        return sequences.computeIfAbsent(new Longer(sequence, by), added -> sequences.size() + 1);
    }

    /**
     * A task is about to take a step.
     *
     * @return whether others may take one before
     */
    boolean mayBeInterrupted(int task) {
        return !matched && isNew(task);
    }

    /** The same, of a step with an object. */
    boolean mayBeInterrupted(int task, int object) {
        return !matched && objects.mayBeShared(object) && isNew(task);
    }

    private boolean isNew(int task) {
        path = longer(path, new Arrival(task));
        if (!isFirst.get(path)) {
            Integer first = firstPaths.putIfAbsent(state(), path);
            if (first != null) {
                matched = !pathsSinceStep.contains(first);
                return false;
            }
            isFirst.set(path);
        }
        pathsSinceStep.add(path);
        return true;
    }

    private String state() {
        if (machine == null) {
            machine = maker.get();
        }
        StringBuilder state = new StringBuilder();
        for (int course : courses) {
            state.append(course).append(' ');
        }
        machine.appendTo(state);
        return state.toString();
    }
}
