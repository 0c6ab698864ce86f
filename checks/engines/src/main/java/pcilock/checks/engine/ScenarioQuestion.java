package pcilock.checks.engine;

import java.io.Serializable;
import java.util.List;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** A scenario of a revision or a seeded fault on its way to one of the {@link AnsweringProcesses}: {@link Scenario} cannot be sent. */
public record ScenarioQuestion(
        Revision revision, Fault fault, Waiting waiting, String topology, List<String> tasks, boolean history)
        implements Serializable {
    /** The question that is about a scenario. */
    public static ScenarioQuestion of(Scenario scenario) {
        return new ScenarioQuestion(
                scenario.revision,
                scenario.fault,
                scenario.waiting,
                scenario.topology,
                List.copyOf(scenario.tasks),
                scenario.history);
    }

    /** The scenario that the question is about. */
    public Scenario scenario() {
        return new Scenario(revision, fault, waiting, topology, tasks, history);
    }
}
