package pcilock.model.pci;

import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.RawSpinlock;
import pcilock.model.kernel.SpinlockSection;
import pcilock.model.kernel.Task;
import pcilock.model.kernel.WaitQueueHead;

/**
 * The config access lock as {@code drivers/pci/access.c} has it in all trees read: one spinlock, a flag for each device, and one
 * wait queue for all devices.
 *
 * <p>The kernel's {@code pci_wait_cfg} drops pci_lock, waits, takes pci_lock again and repeats while the flag is set; its caller
 * then goes on under that same pci_lock. Here the test that ends the loop and what the caller does next are one section, so a
 * section that finds the flag set answers false, waits and is run again. These are the same steps in the same order.
 */
public class WaitQueueConfigAccess extends ConfigAccess {
    protected final RawSpinlock pciLock;
    protected final WaitQueueHead pciCfgWait;

    /** The machine's one pci_lock and one pci_cfg_wait are shared by all tasks. */
    public WaitQueueConfigAccess(Kernel kernel, Task current, RawSpinlock pciLock, WaitQueueHead pciCfgWait) {
        super(kernel, current);
        this.pciLock = pciLock;
        this.pciCfgWait = pciCfgWait;
    }

    @Override
    public void pciCfgAccessLock(PciDev dev) {
        whenClear(SET_IF_CLEAR, dev);
    }

    @Override
    public boolean pciCfgAccessTrylock(PciDev dev) {
        return kernel.spinLocked(current, pciLock, SET_IF_CLEAR, dev.blockCfgAccess);
    }

    @Override
    public boolean pciCfgAccessUnlock(PciDev dev) {
        boolean wasSet = kernel.spinLocked(current, pciLock, CLEAR, dev.blockCfgAccess);
        kernel.wakeUpAll(current, pciCfgWait, dev.blockCfgAccess);
        return wasSet;
    }

    @Override
    public void pciUserReadConfig(PciDev dev) {
        whenClear(USER_ACCESS_IF_CLEAR, dev);
    }

    @Override
    public void pciReadConfig(PciDev dev) {
        kernel.spinLocked(current, pciLock, KERNEL_ACCESS, dev.blockCfgAccess);
    }

    @Override
    public boolean blockCfgAccess(PciDev dev) {
        return readWithoutPciLock(TEST, dev);
    }

    /** Runs a section under pci_lock that is none of these here: what it tells. */
    public final boolean underPciLock(SpinlockSection section, PciDev dev) {
        return kernel.spinLocked(current, pciLock, section, dev.blockCfgAccess);
    }

    /** The condition of {@code wait_event}, read without pci_lock. */
    public final boolean isBlocked(PciDev dev) {
        return readWithoutPciLock(READ, dev);
    }

    /** {@code pci_cfg_wait}. */
    public final WaitQueueHead queue() {
        return pciCfgWait;
    }

    /**
     * One word is read at one instant and no section writes it more than once, so a read that does not take pci_lock sees what
     * it would have seen before or after any section: it may be ordered with the sections.
     */
    protected final boolean readWithoutPciLock(SpinlockSection read, PciDev dev) {
        return kernel.spinLocked(current, pciLock, read, dev.blockCfgAccess);
    }

    private void whenClear(SpinlockSection section, PciDev dev) {
        kernel.loopHead(current, false);
        while (!kernel.spinLocked(current, pciLock, section, dev.blockCfgAccess)) {
            pciWaitCfg(dev);
            kernel.loopHead(current, true);
        }
    }

    /** {@code wait_event(pci_cfg_wait, !dev->block_cfg_access)}: queue, test, sleep, test again. */
    protected void pciWaitCfg(PciDev dev) {
        kernel.loopHead(current, false);
        kernel.prepareToWait(current, pciCfgWait, dev.blockCfgAccess);
        while (readWithoutPciLock(READ, dev)) {
            kernel.schedule(current, pciCfgWait, dev.blockCfgAccess);
            kernel.loopHead(current, true);
            kernel.prepareToWait(current, pciCfgWait, dev.blockCfgAccess);
        }
        kernel.finishWait(current, pciCfgWait, dev.blockCfgAccess);
    }
}
