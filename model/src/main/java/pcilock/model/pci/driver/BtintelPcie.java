package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/bluetooth/btintel_pcie.c}: its work item gives up where it cannot have the device. Nothing else that the work item does is
 * in the model.
 */
public final class BtintelPcie extends ResettingDriver {
    BtintelPcie() {}

    /** {@code btintel_pcie_removal_work}, the work item. */
    public static void btintelPcieRemovalWork(PciCore pci, PciDev dev) {
        if (pci.enterAlone(pci.wider.work(dev))) {
            pci.pciTryResetFunction(dev);
            pci.leave(pci.wider.work(dev));
        }
    }
}
