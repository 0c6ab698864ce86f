package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.LockCoverage;
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
 */
public record RecordedScenario(
        Scenario scenario, PciTopology topology, List<RecordedTask> tasks, List<LockdepAnswer> lockdep) {
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
     * @param device the device, or other lock, that guard, effect and event are about: {@link PciTopology#nameOf}
     * @param event for a call into lockdep, what it says when nothing is wrong
     * @param call the number of the call into lockdep among those of the task, {@link #NO_CALL} for any other step
     * @param notes what accompanies the step, after its event
     */
    public record RecordedStep(
            int from, Guard guard, Effect effect, Event event, int device, int call, List<Event> notes, int to) {}

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
     * @throws LimitException when the scenario calls lockdep and has too many states, and when it takes locks that an export has no
     *     words for
     */
    public static RecordedScenario of(Scenario scenario) {
        Scenario recorded = scenario.withoutHistory();
        Model model = Model.of(recorded);
        if (model.topology().wider != null) {
            throw new LimitException("the exports do not know " + LockCoverage.WIDER
                    + " yet, which these tasks take; the explorer and JPF do");
        }
        List<RecordedTask> tasks = new ArrayList<>();
        List<List<Label>> calls = new ArrayList<>();
        for (int task = 0; task < model.automata().size(); task++) {
            List<Label> callsOfTask = new ArrayList<>();
            tasks.add(task(scenario.tasks.get(task), model.automata().get(task), callsOfTask));
            calls.add(callsOfTask);
        }
        return new RecordedScenario(recorded, model.topology(), List.copyOf(tasks), lockdep(model, calls));
    }

    private static List<LockdepAnswer> lockdep(Model model, List<List<Label>> calls) {
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
                        lockdep ? TaskProgram.whenInOrder(label.lockdepCall()) : label.event(),
                        label.device(),
                        lockdep ? calls.indexOf(label) : NO_CALL,
                        events(edge.notes),
                        edge.target.number));
            }
        }
        return new RecordedTask(task, List.copyOf(ends), events(automaton.leadingNotes()), List.copyOf(steps));
    }

    private static List<Event> events(List<Note> notes) {
        return notes.stream().map(Note::event).toList();
    }
}
