package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/** A driver that resets its own function from a work item, and joins that in its remove. */
abstract class ResettingDriver extends PciDriver {
    @Override
    public void probe(PciCore pci, PciDev dev) {
        pci.create(pci.wider.work(dev));
    }

    @Override
    public void remove(PciCore pci, PciDev dev) {
        pci.cancelWorkSync(pci.wider.work(dev));
    }
}
