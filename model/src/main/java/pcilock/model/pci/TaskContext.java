package pcilock.model.pci;

import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Task;

/** In whose name the locking code runs, and on which machine: what the kernel reaches through {@code current} and globals. */
public final class TaskContext {
    public final Kernel kernel;
    public final Task current;
    public final ConfigAccess access;

    /** Whose mutexes the code can name. */
    public final PciTopology machine;

    final BusLists lists = new BusLists();

    public TaskContext(Kernel kernel, Task current, ConfigAccess access, PciTopology machine) {
        this.kernel = kernel;
        this.current = current;
        this.access = access;
        this.machine = machine;
    }
}
