package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/net/ethernet/amd/pds_core}: resets its own function from a work item, and waits for that in its remove. What its reset
 * callbacks wait for is left out.
 */
public final class PdsCore extends PciDriver {
    PdsCore() {}

    /** {@code pdsc_pci_reset_thread}, the work item. */
    public static void pdscPciResetThread(PciCore pci, PciDev dev) {
        if (pci.enterAlone(pci.wider.work(dev))) {
            pci.pciResetFunction(dev);
            pci.leave(pci.wider.work(dev));
        }
    }

    @Override
    public void probe(PciCore pci, PciDev dev) {
        pci.create(pci.wider.work(dev));
    }

    @Override
    public void remove(PciCore pci, PciDev dev) {
        pci.cancelWorkSync(pci.wider.work(dev));
    }
}
