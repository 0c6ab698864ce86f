package pcilock.model.pci;

import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Task;

/**
 * The config access lock as one atomic blocking flag for each device: what {@link WaitQueueConfigAccess} is proved to behave
 * as (the claims named {@code ConfigAccess_*}). Larger explorations use it in the wait queue's place and cite that proof.
 */
public final class AtomicConfigAccess extends ConfigAccess {
    public AtomicConfigAccess(Kernel kernel, Task current) {
        super(kernel, current);
    }

    @Override
    public void pciCfgAccessLock(PciDev dev) {
        kernel.whenClear(current, SET_IF_CLEAR, dev.blockCfgAccess);
    }

    @Override
    public boolean pciCfgAccessTrylock(PciDev dev) {
        return kernel.atomically(current, SET_IF_CLEAR, dev.blockCfgAccess);
    }

    @Override
    public boolean pciCfgAccessUnlock(PciDev dev) {
        return kernel.atomically(current, CLEAR, dev.blockCfgAccess);
    }

    @Override
    public void pciUserReadConfig(PciDev dev) {
        kernel.whenClear(current, USER_ACCESS_IF_CLEAR, dev.blockCfgAccess);
    }

    @Override
    public void pciReadConfig(PciDev dev) {
        kernel.atomically(current, KERNEL_ACCESS, dev.blockCfgAccess);
    }

    @Override
    public boolean blockCfgAccess(PciDev dev) {
        return kernel.atomically(current, TEST, dev.blockCfgAccess);
    }
}
