package pcilock.model.revision;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;

/**
 * Keith Busch's diff of 28 June 2024, exactly as posted, on top of patch 3: a bridge is locked only through the bus below it. The
 * diff has two hunks, pci_bus_lock() and pci_bus_unlock(); pci_bus_trylock() stays as patch 3 left it.
 */
public class KeithBusch extends Patch_3 {
    public KeithBusch(TaskContext context) {
        super(context);
    }

    @Override
    public void pciBusLock(PciBus bus) {
        pciDevLock(bus.self);
        for (PciDev dev : devicesOn(bus)) {
            if (dev.subordinate == null) {
                pciDevLock(dev);
            } else {
                pciBusLock(dev.subordinate);
            }
        }
    }

    @Override
    public void pciBusUnlock(PciBus bus) {
        for (PciDev dev : devicesOn(bus)) {
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            } else {
                pciDevUnlock(dev);
            }
        }
        pciDevUnlock(bus.self);
    }
}
