package pcilock.model.pci;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;

/** {@code drivers/pci/access.c}, as one task runs it: who may touch a device's configuration space. */
public abstract class ConfigAccess {
    /** Test and set, under pci_lock: true when the flag was clear. */
    protected static final SpinlockSection SET_IF_CLEAR = (kernel, current, flag) -> {
        if (flag.isSet()) {
            kernel.note(current, Event.FLAG_BUSY, flag.device);
            return false;
        }
        flag.set(true);
        kernel.note(current, Event.FLAG_SET, flag.device);
        return true;
    };

    /** {@code WARN_ON(!dev->block_cfg_access); dev->block_cfg_access = 0}: true when there was nothing to warn of. */
    protected static final SpinlockSection CLEAR = (kernel, current, flag) -> {
        boolean wasSet = flag.isSet();
        flag.set(false);
        kernel.note(current, Event.FLAG_CLEAR, flag.device);
        return wasSet;
    };

    /** A user's access is made while pci_lock is held: true when the flag was clear and the access was made. */
    protected static final SpinlockSection USER_ACCESS_IF_CLEAR = (kernel, current, flag) -> {
        if (flag.isSet()) {
            kernel.note(current, Event.FLAG_BUSY, flag.device);
            return false;
        }
        kernel.note(current, Event.USER_ACCESS, flag.device);
        return true;
    };

    /** The kernel's own accesses do not look at the flag. */
    protected static final SpinlockSection KERNEL_ACCESS = (kernel, current, flag) -> {
        kernel.note(current, Event.KERNEL_ACCESS, flag.device);
        return true;
    };

    /** The condition of {@code wait_event}. */
    protected static final SpinlockSection READ = (kernel, current, flag) -> {
        kernel.note(current, flag.isSet() ? Event.FLAG_READ_SET : Event.FLAG_READ_CLEAR, flag.device);
        return flag.isSet();
    };

    /** The condition of the warning of patch 2. */
    protected static final SpinlockSection TEST = (kernel, current, flag) -> {
        kernel.note(current, flag.isSet() ? Event.FLAG_TESTED_SET : Event.FLAG_TESTED_CLEAR, flag.device);
        return flag.isSet();
    };

    protected final Kernel kernel;
    protected final Task current;

    protected ConfigAccess(Kernel kernel, Task current) {
        this.kernel = kernel;
        this.current = current;
    }

    /** Sleeps until nobody blocks the device's configuration space, then blocks it. */
    public abstract void pciCfgAccessLock(PciDev dev);

    /** False when it is blocked already. Legal in atomic context. */
    public abstract boolean pciCfgAccessTrylock(PciDev dev);

    /** Unblocks, whoever blocked it; false when it was not blocked, of which the kernel warns. */
    public abstract boolean pciCfgAccessUnlock(PciDev dev);

    /** {@code pci_user_read_config_*}: waits while the configuration space is blocked. */
    public abstract void pciUserReadConfig(PciDev dev);

    /** {@code pci_read_config_*}: the flag is not looked at. */
    public abstract void pciReadConfig(PciDev dev);

    /** Reads the flag without pci_lock, as the warning of patch 2 does. */
    public abstract boolean blockCfgAccess(PciDev dev);
}
