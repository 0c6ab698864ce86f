package pcilock.checks.lincheck;

import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.SequentialLocks;

/** What {@link MachineSubject#call} must be equal to: the same calls, one after the other, on the sequential specification. */
public final class SequentialSubject {
    private final TaskCode[] code;
    private final SequentialLocks access;

    /** The specification of the exploration that is under way. */
    public SequentialSubject() {
        Scenario scenario = Runs.current().scenario();
        PciTopology topology = PciTopology.parse(scenario.topology);
        code = scenario.tasks.stream()
                .map(task -> TaskCode.parse(task, topology))
                .toArray(TaskCode[]::new);
        access = new SequentialLocks(topology.devices.length);
    }

    /** One call of a task, with its answer. */
    public boolean call(int task, int call) {
        return access.run(code[task].calls[call]);
    }
}
