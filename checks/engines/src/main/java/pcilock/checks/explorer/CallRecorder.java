package pcilock.checks.explorer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import pcilock.checks.engine.EngineException;
import pcilock.model.kernel.Kernel;
import pcilock.model.pci.PciTopology;
import pcilock.model.pci.TaskCode;
import pcilock.specs.property.Journal;
import pcilock.specs.scenario.Machine;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** Records the calls of one task of a scenario. */
final class CallRecorder {
    /**
     * A bound for code that branches or loops without end. The branches of the kernel's code are those of its trylocks: as many
     * steps as the square of the number of locks, which is below 20,000 for the most devices that there can be.
     */
    private static final int MAX_RECORDED_STEPS = 1_000_000;

    private final Scenario scenario;
    private final int task;
    private final TaskCode code;
    private final long contested;
    private final UnaryOperator<Kernel> seen;
    private final TaskRecordings known;
    private final RecordingKernel kernel;

    /** Null where the code is none of a revision, or has something else to go by than its functions. */
    private final TracedCode traced;

    private final Map<Beginning, RecordedCall> recorded = new HashMap<>();

    /** Made when something is to be recorded. */
    private Machine machine;

    private long strays;

    private record Beginning(int call, LockSet held) {}

    /**
     * A recorder of one task.
     *
     * @param topology that of the scenario
     * @param contested the devices of which other tasks may take away what this one holds, a bit each
     * @param known what was recorded before; what is recorded now is added
     */
    CallRecorder(Scenario scenario, int task, PciTopology topology, long contested, TaskRecordings known) {
        this(scenario, task, topology, contested, known, UnaryOperator.identity());
    }

    /**
     * The same for a test.
     *
     * @param seen what the code sees of the machine that records it; nothing that is known is taken for that
     */
    CallRecorder(Scenario scenario, int task, PciTopology topology, long contested, UnaryOperator<Kernel> seen) {
        this(scenario, task, topology, contested, null, seen);
    }

    private CallRecorder(
            Scenario scenario,
            int task,
            PciTopology topology,
            long contested,
            TaskRecordings known,
            UnaryOperator<Kernel> seen) {
        this.scenario = scenario;
        this.task = task;
        this.contested = contested;
        this.seen = seen;
        this.known = known;
        code = TaskCode.parse(scenario.tasks.get(task), topology);
        kernel = new RecordingKernel(topology, contested, MAX_RECORDED_STEPS);
        boolean isOfRevision = scenario.revision != null
                && scenario.code == scenario.revision.code
                && scenario.waiting == Waiting.ATOMIC_FLAG; // of the other way to wait a fault may be, too
        traced =
                known != null && isOfRevision ? TracedCode.of(scenario.revision).orElse(null) : null;
    }

    /** The devices of which other tasks may take away what this one holds, a bit each. */
    long contested() {
        return contested;
    }

    /** Whether it is to be written down when a call begins and ends. */
    boolean keepsHistory() {
        return scenario.history;
    }

    /** How many calls the task makes. */
    int calls() {
        return code.calls.length;
    }

    /** A call, for people. */
    String call(int call) {
        return code.calls[call].toString();
    }

    /** What the task does before anything is made of it, where it makes one call; null where it makes more or fewer. */
    WholeTask wholeTask() {
        return calls() == 1 ? new WholeTask(scenario.topology, record(0, LockSet.EMPTY), contested) : null;
    }

    /**
     * A call: see {@link RecordingKernel#record}.
     *
     * @throws EngineException when the code fails on this topology
     */
    RecordedCall record(int call, LockSet heldBefore) {
        RecordedCall record = recorded.computeIfAbsent(
                new Beginning(call, heldBefore),
                unused -> traced == null
                        ? recordAnew(call, heldBefore)
                        : known.call(
                                new TaskRecordings.CallOnMachine(scenario.topology, call(call), contested, heldBefore),
                                traced,
                                () -> new TaskRecordings.Traced(
                                        recordAnew(call, heldBefore), traced.calls(kernel.functions()))));
        strays |= record.strays();
        return record;
    }

    private RecordedCall recordAnew(int call, LockSet heldBefore) {
        if (machine == null) {
            Scenario recorded = traced == null
                    ? scenario.withoutHistory()
                    : Scenario.of(traced::in, scenario.waiting, scenario.topology, scenario.tasks);
            machine = new Machine(recorded, new Journal(), (observer, lockdep) -> seen.apply(kernel));
        }
        try {
            return kernel.record(() -> machine.call(task, call), heldBefore);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            throw new EngineException(call(call) + " cannot run on this topology: " + e, e);
        }
    }

    /** The {@link RecordedCall#strays} of all that was recorded. */
    long strays() {
        return strays;
    }
}
