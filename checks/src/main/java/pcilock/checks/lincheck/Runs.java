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
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;
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

    private final Scenario scenario;
    private final Consumer<List<Step>> listener;
    private final Set<Event> seen = EnumSet.noneOf(Event.class);
    private final Map<Property, List<Step>> broken = new EnumMap<>(Property.class);
    private List<Step> run = new ArrayList<>();
    private final int slotMutex;
    private final boolean switchesAtSlotMutex;
    private boolean slotMutexMatters;
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
            steps.add(new Step(task.id, event, device));
        }

        @Override
        public void broken(Property property) {
            broken.computeIfAbsent(property, first -> List.copyOf(steps));
        }
    }

    private Runs(Scenario scenario, boolean switchesAtSlotMutex, Consumer<List<Step>> listener) {
        this.scenario = scenario;
        this.slotMutex = PciTopology.parse(scenario.topology).pciSlotMutex.device;
        this.switchesAtSlotMutex = switchesAtSlotMutex;
        this.listener = listener;
    }

    /**
     * Begins an exploration, of which there is one at a time; the listener is given every run that ends.
     *
     * @param switchesAtSlotMutex false for {@link UncontendedSlotMutex}
     */
    static Runs begin(Scenario scenario, boolean switchesAtSlotMutex, Consumer<List<Step>> listener) {
        current = new Runs(scenario, switchesAtSlotMutex, listener);
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
        return switchesAtSlotMutex
                ? new Machine(scenario.withoutHistory(), new Recorder(run))
                : new Machine(
                        scenario.withoutHistory(),
                        new Recorder(run),
                        (observer, lockdep) -> new UncontendedSlotMutex(observer, lockdep, slotMutex));
    }

    /** Nothing that was seen counts: see {@link UncontendedSlotMutex}. */
    void slotMutexMatters() {
        slotMutexMatters = true;
    }

    boolean doesSlotMutexMatter() {
        return slotMutexMatters;
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
