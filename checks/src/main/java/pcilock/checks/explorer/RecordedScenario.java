package pcilock.checks.explorer;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.Event;
import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Scenario;

/**
 * What the tasks of a scenario can do, for those who explore it by other means than {@link ExplorerEngine}: the automata that come
 * from running the locking code, without anything that the explorer concluded from them.
 *
 * @param tasks in the order of the scenario
 */
public record RecordedScenario(Scenario scenario, PciTopology topology, List<RecordedTask> tasks) {
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
     * @param notes what accompanies the step, after its event
     */
    public record RecordedStep(
            int from, Guard guard, Effect effect, Event event, int device, List<Event> notes, int to) {}

    /**
     * Records a scenario. A scenario's history is not part of it.
     *
     * @throws LimitException when the scenario calls lockdep, whose answers are no part of the automata
     */
    public static RecordedScenario of(Scenario scenario) {
        Scenario recorded = new Scenario(
                scenario.revision, scenario.fault, scenario.waiting, scenario.topology, scenario.tasks, false);
        Model model = Model.of(recorded);
        List<RecordedTask> tasks = new ArrayList<>();
        for (int task = 0; task < model.automata().size(); task++) {
            tasks.add(task(scenario.tasks.get(task), model.automata().get(task)));
        }
        return new RecordedScenario(recorded, model.topology(), List.copyOf(tasks));
    }

    private static RecordedTask task(String task, Automaton automaton) {
        List<Boolean> ends = new ArrayList<>();
        List<RecordedStep> steps = new ArrayList<>();
        for (Location location : automaton.locations()) {
            ends.add(location.end);
            for (Location.Edge edge : location.edges) {
                Label label = edge.label;
                if (label.effect() == Effect.LOCKDEP) {
                    throw new LimitException(task + " calls lockdep, which is not recorded");
                }
                steps.add(new RecordedStep(
                        location.number,
                        label.guard(),
                        label.effect(),
                        label.event(),
                        label.device(),
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
