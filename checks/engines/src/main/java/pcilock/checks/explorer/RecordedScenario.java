package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pcilock.checks.engine.LockKind;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Scenario;

/**
 * What the tasks of a scenario can do, for those who explore it by other means than {@link ExplorerEngine}: the automata that come
 * from running the locking code, without anything that the explorer concluded from them.
 *
 * <p>What lockdep says depends on what it saw before. Its states are numbered, 0 is the first, and its answers are those that the
 * explorer got from it in a search of all states. An exploration that wants another answer has found a state that the explorer
 * missed.
 *
 * @param tasks in the order of the scenario
 * @param lockdep every answer that lockdep gave; empty where it is not called
 * @param sets every set of tasks that the machine has, by its number; none without the wider locks
 */
public record RecordedScenario(
        Scenario scenario,
        PciTopology topology,
        List<RecordedTask> tasks,
        List<LockdepAnswer> lockdep,
        List<RecordedSet> sets) {
    /**
     * A set of tasks.
     *
     * @param object the number of the lock that it belongs to: {@link PciTopology#nameOf}
     * @param bit whether it is one bit, the same whoever sets it
     * @param setAtFirst whether it is a bit that is set at the beginning
     */
    public record RecordedSet(int object, SetRole role, boolean bit, boolean setAtFirst) {}

    /** What a set of tasks is to its semaphore or reference. */
    public enum SetRole {
        READERS,
        WRITER,
        WAITING_WRITERS,
        INSIDE,
        GONE,
        BIT;

        /** Whether a task in it holds something. */
        public boolean isHolder() {
            return this == READERS || this == WRITER || this == INSIDE;
        }
    }

    /**
     * One task. Its places are numbered from 0, where it starts.
     *
     * @param ends whether the task is done, for each place
     * @param leadingNotes what accompanies the start of the task
     */
    public record RecordedTask(String task, List<Boolean> ends, List<Event> leadingNotes, List<RecordedStep> steps) {}

    /**
     * One atomic step of a task.
     *
     * @param lock of which kind the lock is that guard or effect is about; null where they are about none
     * @param device the device, or other lock, that guard, effect and event are about: {@link PciTopology#nameOf}
     * @param event for a call into lockdep, what it says when nothing is wrong
     * @param call the number of the call into lockdep among those of the task, {@link #NO_CALL} for any other step
     * @param notes what accompanies the step, after its event
     * @param sets what it asks of sets of tasks and does to them; null unless guard and effect are about these
     */
    public record RecordedStep(
            int from,
            Guard guard,
            Effect effect,
            LockKind lock,
            Event event,
            int device,
            int call,
            List<Event> notes,
            int to,
            SetStep sets) {}

    /**
     * What lockdep says to a task's call in one of its states.
     *
     * @param next the state that it is in then
     */
    public record LockdepAnswer(int state, int task, int call, int next, Event event) {}

    /** For a step that does not call lockdep. */
    public static final int NO_CALL = -1;

    /**
     * Records a scenario. A scenario's history is not part of it.
     *
     * @throws LimitException when the scenario calls lockdep and has too many states
     */
    public static RecordedScenario of(Scenario scenario) {
        Scenario recorded = scenario.withoutHistory();
        CompiledScenario model = CompiledScenario.of(recorded);
        List<RecordedTask> tasks = new ArrayList<>();
        List<List<Label>> calls = new ArrayList<>();
        for (int task = 0; task < model.automata().size(); task++) {
            List<Label> callsOfTask = new ArrayList<>();
            tasks.add(task(scenario.tasks.get(task), model.automata().get(task), callsOfTask));
            calls.add(callsOfTask);
        }
        return new RecordedScenario(
                recorded, model.topology(), List.copyOf(tasks), lockdep(model, calls), sets(model.topology()));
    }

    private static List<RecordedSet> sets(PciTopology topology) {
        List<RecordedSet> sets = new ArrayList<>();
        if (topology.wider != null) {
            for (GuardedObject object : topology.wider.objects()) {
                TaskSet[] ofObject = object.sets();
                for (int i = 0; i < ofObject.length; i++) {
                    sets.add(new RecordedSet(object.number, roles(object)[i], ofObject[i].bit, ofObject[i].setAtFirst));
                }
            }
        }
        return List.copyOf(sets);
    }

    /** In the order of {@link GuardedObject#sets}. */
    private static SetRole[] roles(GuardedObject object) {
        if (object instanceof RwSemaphore) {
            return new SetRole[] {SetRole.READERS, SetRole.WRITER, SetRole.WAITING_WRITERS};
        }
        return object instanceof ActiveReference
                ? new SetRole[] {SetRole.INSIDE, SetRole.GONE}
                : new SetRole[] {SetRole.BIT};
    }

    private static List<LockdepAnswer> lockdep(CompiledScenario model, List<List<Label>> calls) {
        Product product = model.product(Product.Sleep.STEP);
        LockdepStates lockdep = product.lockdep();
        if (lockdep == null) {
            return List.of();
        }
        model.search(product, SearchOrder.BREADTH_FIRST, SearchLimits.halfOfMemory(), false)
                .run();
        return lockdep.results().entrySet().stream()
                .map(answer -> new LockdepAnswer(
                        answer.getKey().state(),
                        answer.getKey().task(),
                        calls.get(answer.getKey().task())
                                .indexOf(answer.getKey().label()),
                        answer.getValue().state(),
                        answer.getValue().event()))
                .sorted(Comparator.comparingInt(LockdepAnswer::task)
                        .thenComparing(LockdepAnswer::call)
                        .thenComparing(LockdepAnswer::state))
                .toList();
    }

    private static RecordedTask task(String task, Automaton automaton, List<Label> calls) {
        List<Boolean> ends = new ArrayList<>();
        List<RecordedStep> steps = new ArrayList<>();
        for (Location location : automaton.locations()) {
            ends.add(location.end);
            for (Location.Edge edge : location.edges) {
                Label label = edge.label;
                boolean lockdep = label.effect() == Effect.LOCKDEP;
                if (lockdep && !calls.contains(label)) {
                    calls.add(label);
                }
                steps.add(new RecordedStep(
                        location.number,
                        label.guard(),
                        label.effect(),
                        label.lock(),
                        lockdep ? LockdepReports.whenInOrder(label.lockdepCall()) : label.event(),
                        label.device(),
                        lockdep ? calls.indexOf(label) : NO_CALL,
                        events(edge.notes),
                        edge.target.number,
                        label.sets()));
            }
        }
        return new RecordedTask(task, List.copyOf(ends), events(automaton.leadingNotes()), List.copyOf(steps));
    }

    private static List<Event> events(List<Note> notes) {
        return notes.stream().map(Note::event).toList();
    }
}
