package pcilock.checks.explorer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.engine.EngineException;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.KernelStack;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;
import pcilock.model.pci.AtomicConfigAccess;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskContext;
import pcilock.model.pci.WaitQueueConfigAccess;
import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/**
 * All that one call of a function can do, step by step, whatever the other tasks do and whatever they and this one hold. Two calls
 * with equal behaviours cannot be told apart by any other task and any property.
 */
public final class Behaviour {
    /** A call of a function, run in the name of one task; what it answers. */
    public interface Call {
        boolean run(PciCore pci);
    }

    /**
     * A step, or the end.
     *
     * @param event null at the end
     * @param device that it is about; meaningless at the end
     * @param notes what accompanies the step
     * @param ending at the end, how; null for a step
     * @param stack where the code is; empty at the end, and unless it was asked for
     */
    public record Act(Event event, int device, List<Event> notes, String ending, List<Frame> stack) {}

    /**
     * A shortest run of two calls in which one does what the other does not.
     *
     * @param before the steps that both take, as this one takes them
     * @param othersBefore the same, as the other one takes them
     * @param next what this one may do then, and the other may not
     * @param othersNext what the other one may do then, and this one may not
     */
    public record Parting(List<Act> before, List<Act> othersBefore, List<Act> next, List<Act> othersNext) {}

    private static final int MAX_STEPS = 1_000_000;
    private static final long EVERY_DEVICE = -1;

    private final RecordedCall recorded;

    private Behaviour(RecordedCall recorded) {
        this.recorded = recorded;
    }

    /**
     * Records a call.
     *
     * @param waiting how finely the config access lock is looked at
     * @param withStacks whether to keep where the code is in each step, which takes time
     * @throws LimitException when there is no end to it
     */
    public static Behaviour of(
            Revision.Code code, PciTopology topology, Waiting waiting, Call call, boolean withStacks) {
        RecordingKernel kernel = new RecordingKernel(topology, EVERY_DEVICE, MAX_STEPS);
        Task task = new Task(0, "T1");
        PciCore pci = code.in(new TaskContext(
                kernel,
                task,
                waiting == Waiting.ATOMIC_FLAG
                        ? new AtomicConfigAccess(kernel, task)
                        : new WaitQueueConfigAccess(kernel, task, new RawSpinlock(), new WaitQueueHead(1)),
                topology));
        if (withStacks) {
            kernel.keepStacks(() -> KernelStack.of(pci));
        }
        kernel.takeNullForAnEnd();
        return new Behaviour(kernel.record(() -> call.run(pci), LockSet.EMPTY));
    }

    /** Where the two part; nothing when they are equal. */
    public Optional<Parting> partsFrom(Behaviour other) {
        if (!recorded.leadingNotes().equals(other.recorded.leadingNotes())) {
            return Optional.of(new Parting(
                    List.of(),
                    List.of(),
                    List.of(begin(recorded.leadingNotes())),
                    List.of(begin(other.recorded.leadingNotes()))));
        }
        Pair start = new Pair(recorded.root(), other.recorded.root());
        Map<Pair, Way> ways = new HashMap<>();
        Deque<Pair> open = new ArrayDeque<>();
        ways.put(start, null);
        open.add(start);
        while (!open.isEmpty()) {
            Pair pair = open.remove();
            Map<Act, RecordedNode> mine = acts(pair.one());
            Map<Act, RecordedNode> others = acts(pair.other());
            if (!mine.keySet().equals(others.keySet())) {
                return Optional.of(parting(pair, mine, others, ways));
            }
            mine.forEach((act, to) -> {
                if (to != null) {
                    Pair next = new Pair(to, others.get(act));
                    if (!ways.containsKey(next)) {
                        ways.put(next, new Way(pair, act));
                        open.add(next);
                    }
                }
            });
        }
        return Optional.empty();
    }

    private record Pair(RecordedNode one, RecordedNode other) {}

    private record Way(Pair from, Act act) {}

    private static Act begin(List<Note> notes) {
        return new Act(null, 0, events(notes), "begins", List.of());
    }

    /** What may come next at a node, without its stack, and where it leads. */
    private static Map<Act, RecordedNode> acts(RecordedNode node) {
        Map<Act, RecordedNode> acts = new LinkedHashMap<>();
        if (node.end) {
            acts.put(new Act(null, 0, List.of(), node.ending(), List.of()), null);
        }
        for (RecordedNode.Edge edge : node.edges) {
            Label label = edge.label;
            // Asleep it is another node; what it was waiting for tells the edge apart.
            Event event = label.event() == null ? LockdepReports.whenInOrder(label.lockdepCall()) : label.event();
            Act act = new Act(event, label.device(), events(edge.notes), null, List.of());
            if (acts.put(act, edge.target) != null && edge.target != acts.get(act)) {
                throw new EngineException("two steps of one place look the same, " + act);
            }
        }
        return acts;
    }

    private static List<Event> events(List<Note> notes) {
        return notes.stream().map(Note::event).toList();
    }

    private static Parting parting(
            Pair at, Map<Act, RecordedNode> mine, Map<Act, RecordedNode> others, Map<Pair, Way> ways) {
        Deque<Act> before = new ArrayDeque<>();
        Deque<Act> othersBefore = new ArrayDeque<>();
        for (Way way = ways.get(at); way != null; way = ways.get(way.from())) {
            before.addFirst(with(way.act(), way.from().one()));
            othersBefore.addFirst(with(way.act(), way.from().other()));
        }
        return new Parting(
                List.copyOf(before),
                List.copyOf(othersBefore),
                missing(mine, others, at.one()),
                missing(others, mine, at.other()));
    }

    private static List<Act> missing(Map<Act, RecordedNode> from, Map<Act, RecordedNode> in, RecordedNode at) {
        List<Act> missing = new ArrayList<>();
        for (Act act : from.keySet()) {
            if (!in.containsKey(act)) {
                missing.add(with(act, at));
            }
        }
        return missing;
    }

    private static Act with(Act act, RecordedNode at) {
        return new Act(act.event(), act.device(), act.notes(), act.ending(), at.stack);
    }
}
