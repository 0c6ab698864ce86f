package pcilock.model.revision;

import pcilock.model.kernel.Event;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;

/**
 * Patches 1 and 2 of the thread (v2, 31 May 2024). Patch 1, "PCI: Revert the cfg_access_lock lockdep mechanism", takes the
 * lockdep map out again and keeps the upstream bridge lock of pci_reset_function(). Patch 2, 920f6468924f, "PCI: Warn on
 * missing cfg_access_lock during secondary bus reset", tests the flag of the bridge, not who set it.
 */
public class Patch_2 extends Linux_6_9 {
    public Patch_2(TaskContext context) {
        super(context);
    }

    @Override
    public void pciResetFunction(PciDev dev) {
        PciDev bridge = dev.upstreamBridge();
        // If there is no upstream bridge, no locking is required.
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

    @Override
    public void pciBridgeSecondaryBusReset(PciDev bridge) {
        if (!blockCfgAccess(bridge)) {
            kernel.note(current, Event.WARN_UNLOCKED_RESET, bridge.index);
        }
        super.pciBridgeSecondaryBusReset(bridge);
    }
}
