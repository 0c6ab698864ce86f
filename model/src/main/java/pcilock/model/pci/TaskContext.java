package pcilock.model.pci;

import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Task;

/** In whose name the locking code runs, and on which machine: what the kernel reaches through {@code current} and globals. */
public final class TaskContext {
    public final Kernel kernel;
    public final Task current;
    public final ConfigAccess access;

    /** {@code pci_slot_mutex}: one for the whole machine, whether it has slots or not. */
    public final Mutex pciSlotMutex;

    public TaskContext(Kernel kernel, Task current, ConfigAccess access, Mutex pciSlotMutex) {
        this.kernel = kernel;
        this.current = current;
        this.access = access;
        this.pciSlotMutex = pciSlotMutex;
    }
}
