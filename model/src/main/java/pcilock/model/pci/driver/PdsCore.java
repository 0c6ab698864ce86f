package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/net/ethernet/amd/pds_core}: its work item waits for the device. What its reset callbacks wait for is left out.
 */
public final class PdsCore extends ResettingDriver {
    PdsCore() {}

    /** {@code pdsc_pci_reset_thread}, the work item. */
    public static void pdscPciResetThread(PciCore pci, PciDev dev) {
        if (pci.enterAlone(pci.wider.work(dev))) {
            pci.pciResetFunction(dev);
            pci.leave(pci.wider.work(dev));
        }
    }
}
