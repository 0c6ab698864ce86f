package pcilock.specs.scenario;

import java.util.List;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** What an engine explores: some tasks on a machine that runs a revision of the locking code. */
public final class Scenario {
    public final Revision revision;
    public final Fault fault;
    public final Waiting waiting;

    /** As {@link pcilock.model.pci.PciTopology#parse} reads it. */
    public final String topology;

    /** As {@link pcilock.model.pci.TaskCode#parse} reads them. */
    public final List<String> tasks;

    /** Whether to write down the history of the calls and to ask for {@link pcilock.specs.property.Property#LINEARIZABLE}. */
    public final boolean history;

    public Scenario(
            Revision revision, Fault fault, Waiting waiting, String topology, List<String> tasks, boolean history) {
        this.revision = revision;
        this.fault = fault;
        this.waiting = waiting;
        this.topology = topology;
        this.tasks = tasks;
        this.history = history;
    }
}
