package pcilock.checks.explorer;

import pcilock.model.pci.PciTopology;
import pcilock.specs.scenario.Scenario;

/** Where one task on one machine may wait, and what it holds there, in any company. Safe to share between threads. */
public final class TaskWaits {
    final InCompany<HoldAndWait> recordings;

    /**
     * Records a task.
     *
     * @param alone a scenario of that one task, with the atomic flag and without a history
     * @throws pcilock.checks.engine.EngineException when the code fails on this topology, or can go round for ever
     */
    public TaskWaits(Scenario alone) {
        this(alone, PciTopology.parse(alone.topology), new TaskRecordings());
    }

    /**
     * The same among others.
     *
     * @param machine the topology of the scenario
     * @param known those that were recorded before; this one is added
     */
    public TaskWaits(Scenario alone, PciTopology machine, TaskRecordings known) {
        recordings = new InCompany<>(contested -> HoldAndWait.of(alone, machine, contested, known));
    }
}
