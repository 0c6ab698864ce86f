package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pcilock.checks.engine.EngineException;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/**
 * A shortest run of a counterexample, replayed with the locking code on the JVM.
 *
 * @param scenario what was run
 * @param run what it did, the break included
 */
public record CounterexampleRun(Scenario scenario, ReplayedRun run) {
    private static final int MOST_STATES = 20_000_000;
    private static final int ANYBODY = -1;

    /**
     * Finds the run again and replays it.
     *
     * @throws EngineException when the code does not do what the counterexample says
     */
    public static CounterexampleRun of(SweepBounds bounds, Cell cell, Counterexample example) {
        return run(bounds, cell.revision(), cell.property(), example.topology(), example.tasks(), example.culprit())
                .orElseThrow(() -> new EngineException(cell + " is not refuted by " + example
                        + " when it is searched again: report this as an error of the sweep"));
    }

    /**
     * A shortest run of these tasks, with the code that runs as a revision, that breaks a property; nothing when none does.
     *
     * @throws EngineException when the code does not do what the search says
     */
    public static Optional<CounterexampleRun> of(
            SweepBounds bounds, Revision revision, Property property, String topology, List<String> tasks) {
        return run(bounds, revision, property, topology, tasks, ANYBODY);
    }

    private static Optional<CounterexampleRun> run(
            SweepBounds bounds,
            Revision revision,
            Property property,
            String topology,
            List<String> tasks,
            int culprit) {
        Scenario scenario = bounds.scenario(revision, topology, tasks);
        List<TaskProgram> programs = new ArrayList<>();
        for (String task : tasks) {
            programs.add(TaskProgram.record(bounds.scenario(revision, scenario.topology, List.of(task))));
        }
        ScenarioSearch search = new ScenarioSearch(MOST_STATES);
        Optional<Break> broken = search.search(programs, PciTopology.parse(scenario.topology), true).stream()
                .filter(candidate ->
                        candidate.property() == property && (culprit == ANYBODY || candidate.task() == culprit))
                .findFirst();
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        ReplayedRun run = Replay.run(scenario, search.run(broken.get()));
        if (!run.broken().contains(property)) {
            throw new EngineException(property.id + " of " + bounds.nameOf(revision) + " is not broken by " + tasks
                    + " on " + topology + " when it is replayed: report this as an error of the sweep");
        }
        return Optional.of(new CounterexampleRun(scenario, run));
    }
}
