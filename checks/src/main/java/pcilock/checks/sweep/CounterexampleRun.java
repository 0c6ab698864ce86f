package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.List;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.checks.explorer.Break;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.explorer.TaskProgram;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.model.pci.PciTopology;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/**
 * A shortest run of a counterexample, replayed with the locking code on the JVM.
 *
 * @param scenario what was run
 * @param run what it did, the break included
 */
public record CounterexampleRun(Scenario scenario, ReplayedRun run) {
    private static final int MOST_STATES = 20_000_000;

    /**
     * Finds the run again and replays it.
     *
     * @throws EngineException when the code does not do what the counterexample says
     */
    public static CounterexampleRun of(Cell cell, Counterexample example, Fault fault) {
        Scenario scenario =
                new Scenario(cell.revision(), fault, Waiting.ATOMIC_FLAG, example.topology(), example.tasks(), false);
        List<TaskProgram> programs = new ArrayList<>();
        for (String task : example.tasks()) {
            programs.add(TaskProgram.record(new Scenario(
                    cell.revision(), fault, Waiting.ATOMIC_FLAG, example.topology(), List.of(task), false)));
        }
        ScenarioSearch search = new ScenarioSearch(MOST_STATES);
        Break broken = search.search(programs, PciTopology.parse(example.topology()), true).stream()
                .filter(candidate -> candidate.property() == cell.property() && candidate.task() == example.culprit())
                .findFirst()
                .orElseThrow(() -> new EngineException(cell + " is not refuted by " + example
                        + " when it is searched again: report this as an error of the sweep"));
        List<Step> steps = search.run(broken);
        ReplayedRun run = Replay.run(scenario, steps);
        if (!run.broken().contains(cell.property())) {
            throw new EngineException(cell + " is not refuted by " + example
                    + " when it is replayed: report this as an error of the sweep");
        }
        return new CounterexampleRun(scenario, run);
    }
}
