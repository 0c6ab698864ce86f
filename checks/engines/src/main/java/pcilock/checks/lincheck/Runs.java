package pcilock.checks.lincheck;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedStep;
import pcilock.model.kernel.SleepingStep;
import pcilock.model.kernel.Task;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;

/**
 * What the runs of one exploration showed so far. Lincheck makes its subjects by their class alone, so they find the scenario
 * and the place to write to here; it is told to ignore this class, or it would take back what is written with every run.
 */
final class Runs {
    private static volatile Runs current;

    /** Of these nothing changes that a state is made of. */
    private static final Set<Class<?>> CONSTANT =
            Set.of(GuardedStep.class, SleepingStep.class, StateMatchingKernel.class, Recorder.class);

    private static final Set<Property> RELEASES_FOR_ANOTHER =
            Set.of(Property.RELEASED_BY_HOLDER, Property.NO_CLEAR_FLAG_RELEASED);

    private final Scenario scenario;
    private final Consumer<List<Step>> listener;
    private final Set<Event> seen = EnumSet.noneOf(Event.class);
    private final Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
    private List<Step> run = new ArrayList<>();
    private final StateMatching matching;
    private long ended;
    private int depth;

    /** Where a run writes itself down. */
    private final class Recorder extends Journal {
        private final List<Step> steps;

        Recorder(List<Step> steps) {
            this.steps = steps;
        }

        @Override
        public void event(Task task, Event event, int device) {
            Step step = new Step(task.id, event, device);
            steps.add(step);
            if (matching != null) {
                matching.event(step);
            }
        }

        @Override
        public void broken(Property property) {
            if (matching != null && RELEASES_FOR_ANOTHER.contains(property)) {
                matching.releasedForAnother();
            }
            broken.computeIfAbsent(property, first -> List.copyOf(steps));
        }
    }

    private Runs(Scenario scenario, SharedObjects objects, Consumer<List<Step>> listener) {
        this.scenario = scenario;
        this.matching = objects == null ? null : new StateMatching(scenario.tasks.size(), objects);
        this.listener = listener;
    }

    /**
     * Begins an exploration, of which there is one at a time; the listener is given every run that ends.
     *
     * @param objects what tasks share; null where every run is to be explored to its end: see {@link StateMatching}
     */
    static Runs begin(Scenario scenario, SharedObjects objects, Consumer<List<Step>> listener) {
        current = new Runs(scenario, objects, listener);
        return current;
    }

    static Runs current() {
        return current;
    }

    static void end() {
        current = null;
    }

    Scenario scenario() {
        return scenario;
    }

    /** The machine of the next run. It keeps no history of calls: Lincheck keeps its own. */
    Machine machine() {
        run = new ArrayList<>();
        Recorder recorder = new Recorder(run);
        if (matching == null) {
            return new Machine(scenario.withoutHistory(), recorder);
        }
        List<Object> parts = new ArrayList<>();
        Machine machine = new Machine(scenario.withoutHistory(), recorder, (observer, lockdep) -> {
            parts.add(observer);
            parts.add(lockdep);
            return new StateMatchingKernel(matching, observer, lockdep);
        });
        parts.add(machine);
        matching.begin(() -> new MachineState(CONSTANT, parts));
        return machine;
    }

    /** The latest run came to an end, by itself or because no task could move. */
    void runEnded() {
        ended++;
        int steps = 0;
        for (Step step : run) {
            seen.add(step.event());
            steps += step.event().note ? 0 : 1;
        }
        depth = Math.max(depth, steps);
        listener.accept(run);
    }

    /** The latest run, as a whole, breaks this property. */
    void brokenByRun(Property property) {
        broken.putIfAbsent(property, run());
    }

    /** The steps of the latest run. */
    List<Step> run() {
        return List.copyOf(run);
    }

    long ended() {
        return ended;
    }

    int depth() {
        return depth;
    }

    Set<Event> seen() {
        return seen;
    }

    Map<Property, List<Step>> broken() {
        return broken;
    }
}
