package pcilock.specs.scenario;

import java.util.List;
import pcilock.model.pci.TaskCode;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** What an engine explores: some tasks on a machine that runs a revision of the locking code. */
public final class Scenario {
    /** Null where the locking code is none of a revision. */
    public final Revision revision;

    public final Fault fault;

    /** The locking code that runs: the fault's where it has any, else the revision's. */
    public final Revision.Code code;

    public final Waiting waiting;

    /** As {@link pcilock.model.pci.PciTopology#parse} reads it, with the mutexes that the code adds and the locks that the tasks need. */
    public final String topology;

    /** As {@link pcilock.model.pci.TaskCode#parse} reads them. */
    public final List<String> tasks;

    /** Whether to write down the history of the calls and to ask for {@link pcilock.specs.property.Property#LINEARIZABLE}. */
    public final boolean history;

    public Scenario(
            Revision revision, Fault fault, Waiting waiting, String topology, List<String> tasks, boolean history) {
        this(revision, fault, fault.code == null ? revision.code : fault.code, waiting, topology, tasks, history);
    }

    private Scenario(
            Revision revision,
            Fault fault,
            Revision.Code code,
            Waiting waiting,
            String topology,
            List<String> tasks,
            boolean history) {
        this.revision = revision;
        this.fault = fault;
        this.code = code;
        this.waiting = waiting;
        this.topology = TaskCode.machine(code.machine(topology), tasks);
        this.tasks = tasks;
        this.history = history;
    }

    /** Tasks that run locking code of no revision, with the atomic flag. */
    public static Scenario of(Revision.Code code, String topology, List<String> tasks) {
        return of(code, Waiting.ATOMIC_FLAG, topology, tasks);
    }

    /** Tasks that run locking code of no revision. */
    public static Scenario of(Revision.Code code, Waiting waiting, String topology, List<String> tasks) {
        return new Scenario(null, Fault.NONE, code, waiting, topology, tasks, false);
    }

    /** The same, for an engine that keeps no history. */
    public Scenario withoutHistory() {
        return new Scenario(revision, fault, code, waiting, topology, tasks, false);
    }
}
