package pcilock.checks.explorer;

import java.util.function.UnaryOperator;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Kernel;
import pcilock.model.pci.PciTopology;
import pcilock.specs.property.Journal;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;

/** Records the calls of one task of a scenario. */
final class CallRecorder {
    /**
     * A bound for code that branches or loops without end. The branches of the kernel's code are those of its trylocks: as many
     * steps as the square of the number of locks, which is below 20,000 for the most devices that there can be.
     */
    private static final int MAX_RECORDED_STEPS = 1_000_000;

    private final Machine machine;
    private final int task;
    private final RecordingKernel kernel;

    /**
     * A recorder of one task.
     *
     * @param topology that of the scenario
     * @param contested the devices of which other tasks may take away what this one holds, a bit each
     * @param seen what the code sees of the machine that records it
     */
    CallRecorder(Scenario scenario, int task, PciTopology topology, long contested, UnaryOperator<Kernel> seen) {
        this.task = task;
        kernel = new RecordingKernel(topology, contested, MAX_RECORDED_STEPS);
        Scenario recorded = scenario.history ? scenario.withoutHistory() : scenario;
        machine = new Machine(recorded, new Journal(), (observer, lockdep) -> seen.apply(kernel));
    }

    /** How many calls the task makes. */
    int calls() {
        return machine.code[task].calls.length;
    }

    /** A call, for people. */
    String call(int call) {
        return machine.code[task].calls[call].toString();
    }

    /**
     * Records a call: see {@link RecordingKernel#record}.
     *
     * @throws EngineException when the code fails on this topology
     */
    RecordedCall record(int call, LockSet heldBefore) {
        try {
            return kernel.record(() -> machine.call(task, call), heldBefore);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw new EngineException(call(call) + " cannot run on this topology: " + e, e);
        }
    }

    /** See {@link RecordingKernel#strays}. */
    long strays() {
        return kernel.strays();
    }
}
