package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Scenario;

/** Makes a task's automaton: records its calls, puts them one after the other, and merges equal futures. */
final class AutomatonBuilder {
    /** Where the task is in a call, and the number of what is remembered there. */
    private record LocationKey(RecordedNode node, int call, int memory) {}

    private record Arrival(RecordedNode node, int call, Memory memory, List<Note> notes, int ended, boolean answer) {}

    private final boolean history;
    private final CallRecorder recorder;
    private final Numbering<Memory> memories = new Numbering<>();
    private final Map<LocationKey, Location> locations = new LinkedHashMap<>();
    private final Deque<LocationKey> open = new ArrayDeque<>();
    /** Where the task is done: it may still hold something, and it may have left a reset begun. */
    private final Map<Memory, Location> ends = new HashMap<>();

    private AutomatonBuilder(CallRecorder recorder) {
        this.recorder = recorder;
        history = recorder.keepsHistory();
    }

    /**
     * The automaton of a task.
     *
     * @param contested the devices of which other tasks may take away what this one holds, a bit each
     * @return right unless another task touches {@link Automaton#strays} that are not contested
     */
    static Automaton build(Scenario scenario, int task, long contested) {
        return build(scenario, task, contested, UnaryOperator.identity());
    }

    /**
     * The same for a test.
     *
     * @param seen what the code sees of the machine that records it
     */
    static Automaton build(Scenario scenario, int task, long contested, UnaryOperator<Kernel> seen) {
        PciTopology topology = PciTopology.parse(scenario.topology);
        return build(new CallRecorder(scenario, task, topology, contested, seen));
    }

    /** The same of a task that is recorded already, or by somebody else. */
    static Automaton build(CallRecorder recorder) {
        return new AutomatonBuilder(recorder).build();
    }

    private Automaton build() {
        Memory atStart = Memory.atStart(recorder.contested());
        Arrival first = enter(0, atStart, new ArrayList<>(), Location.Edge.NO_CALL, false);
        Location start = location(first);
        while (!open.isEmpty()) {
            LocationKey place = open.remove();
            Location location = locations.get(place);
            for (RecordedNode.Edge edge : place.node().edges) {
                location.edges.add(edge(place, location.memory, edge));
            }
        }
        List<Location> all = new ArrayList<>();
        all.add(start);
        all.addAll(locations.values());
        all.addAll(ends.values());
        all.remove(all.lastIndexOf(start));
        return new Automaton(Minimization.merge(all), first.notes(), recorder.strays());
    }

    private Location.Edge edge(LocationKey place, Memory remembered, RecordedNode.Edge edge) {
        Memory memory = remembered;
        int begun = Location.Edge.NO_CALL;
        if (history && !memory.callBegun()) {
            begun = memory.callsEnded();
            memory = memory.call(begun, true);
        }
        if (edge.label.event() != null) {
            memory = memory.after(edge.label.event(), edge.label.device());
        }
        memory = memory.after(edge.notes);
        Arrival arrival;
        if (edge.target.end) {
            int ended = Location.Edge.NO_CALL;
            if (history) {
                ended = place.call();
                memory = memory.call(ended + 1, false);
            }
            arrival = enter(place.call() + 1, memory, new ArrayList<>(edge.notes), ended, edge.target.answer);
        } else {
            arrival = new Arrival(
                    edge.target, place.call(), memory, List.copyOf(edge.notes), Location.Edge.NO_CALL, false);
        }
        return new Location.Edge(
                edge.label, arrival.notes(), begun, arrival.ended(), arrival.answer(), location(arrival));
    }

    /** Goes to the beginning of a call, and on to the one after it while a call takes no step. */
    private Arrival enter(int call, Memory memory, List<Note> notes, int ended, boolean answer) {
        if (call == recorder.calls()) {
            notes.add(new Note(Event.TASK_END, 0));
            return new Arrival(null, call, memory, List.copyOf(notes), ended, answer);
        }
        RecordedCall recorded = recorder.record(call, memory.held());
        notes.addAll(recorded.leadingNotes());
        Memory after = memory.after(recorded.leadingNotes());
        if (recorded.root().end) {
            if (history) {
                throw new LimitException(
                        "the history of " + recorder.call(call) + ", which takes no step, cannot be kept");
            }
            return enter(call + 1, after, notes, ended, answer);
        }
        return new Arrival(recorded.root(), call, after, List.copyOf(notes), ended, answer);
    }

    private Location location(Arrival arrival) {
        if (arrival.node() == null) {
            return ends.computeIfAbsent(arrival.memory(), memory -> new Location(memory, null, 0, true));
        }
        LocationKey place = new LocationKey(arrival.node(), arrival.call(), memories.of(arrival.memory()));
        Location location = locations.get(place);
        if (location == null) {
            location = new Location(arrival.memory(), place.node().asleep, place.node().device, false);
            locations.put(place, location);
            open.add(place);
        }
        return location;
    }
}
