package pcilock.model.kernel;

/**
 * The state of one {@code device_lock}, of pci_slot_mutex, or of a mutex that locking code adds by name: not recursive, and its
 * release compares no owner. The machine makes them all, see {@link pcilock.model.pci.PciTopology}: engines know a mutex by its
 * number alone.
 *
 * <p>No method here blocks or synchronizes. A {@link Kernel} makes each one atomic and turns a refusal into sleep.
 */
public final class Mutex {
    /**
     * {@link pcilock.model.pci.PciDev#index} of the device whose device_lock this is; any other mutex has a number from the number
     * of devices on, see {@link pcilock.model.pci.PciTopology#nameOf}.
     */
    public final int device;

    private Task owner;

    public Mutex(int device) {
        this.device = device;
    }

    /** Takes the mutex if it is free; false when anybody holds it, the caller included. */
    public boolean acquire(Task current) {
        if (owner != null) {
            return false;
        }
        owner = current;
        return true;
    }

    /**
     * Frees the mutex whoever holds it: outside debug builds {@code mutex_unlock} checks no owner, so a stray unlock takes the
     * lock away from the task that holds it, and an unlock of a free mutex goes unnoticed.
     */
    public void release() {
        owner = null;
    }
}
