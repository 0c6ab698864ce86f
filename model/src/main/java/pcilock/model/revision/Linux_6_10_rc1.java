package pcilock.model.revision;

import pcilock.model.kernel.LockdepCall;
import pcilock.model.kernel.LockdepMap;
import pcilock.model.kernel.Mutex;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;

/**
 * Linux 6.10-rc1: commit 7e89efc6e9e4, "PCI: Lock upstream bridge for pci_reset_function()". It takes the upstream bridge in
 * pci_reset_function() and puts a lockdep map beside the config access lock of every device. The trylock does not acquire the
 * map, although the unlock releases it.
 */
public class Linux_6_10_rc1 extends Linux_6_9 {
    public Linux_6_10_rc1(TaskContext context) {
        super(context);
    }

    /** {@code dev->cfg_access_lock}, with a key of the device's own. */
    protected LockdepMap cfgAccessLock(PciDev dev) {
        return new LockdepMap(dev.index, dev.index, 0);
    }

    // Lockdep sees every mutex too: a task holds so many locks at most, of whatever kind.

    @Override
    protected void mutexLock(Mutex mutex) {
        kernel.lockdep(current, LockdepCall.MUTEX_ACQUIRE, LockdepMap.of(mutex));
        super.mutexLock(mutex);
    }

    @Override
    protected boolean mutexTrylock(Mutex mutex) {
        boolean taken = super.mutexTrylock(mutex);
        if (taken) {
            kernel.lockdep(current, LockdepCall.MUTEX_ACQUIRE, LockdepMap.of(mutex));
        }
        return taken;
    }

    @Override
    protected void mutexUnlock(Mutex mutex) {
        kernel.lockdep(current, LockdepCall.MUTEX_RELEASE, LockdepMap.of(mutex));
        super.mutexUnlock(mutex);
    }

    @Override
    public void pciCfgAccessLock(PciDev dev) {
        kernel.lockdep(current, LockdepCall.ACQUIRE, cfgAccessLock(dev));
        super.pciCfgAccessLock(dev);
    }

    @Override
    public boolean pciCfgAccessUnlock(PciDev dev) {
        boolean wasSet = super.pciCfgAccessUnlock(dev);
        kernel.lockdep(current, LockdepCall.RELEASE, cfgAccessLock(dev));
        return wasSet;
    }

    @Override
    public void pciBridgeSecondaryBusReset(PciDev bridge) {
        kernel.lockdep(current, LockdepCall.ASSERT_HELD, cfgAccessLock(bridge));
        super.pciBridgeSecondaryBusReset(bridge);
    }

    @Override
    protected void pciReleaseDev(PciDev dev) {
        // The key lies in the device and lockdep_unregister_key() is never called.
        kernel.lockdep(current, LockdepCall.FREE, cfgAccessLock(dev));
    }

    @Override
    public void pciResetFunction(PciDev dev) {
        PciDev bridge = dev.upstreamBridge();
        if (bridge != null) {
            pciDevLock(bridge);
        }
        pciDevLock(dev);
        pciResetFunctionLocked(dev);
        pciDevUnlock(dev);
        if (bridge != null) {
            pciDevUnlock(bridge);
        }
    }
}
