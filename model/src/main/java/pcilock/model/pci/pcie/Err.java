package pcilock.model.pci.pcie;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/** {@code drivers/pci/pcie/err.c}: how drivers are told of an error. */
public final class Err {
    private Err() {}

    /** {@code pci_walk_bridge}: calls the driver of each device below a port under its device_lock, one after the other. */
    public static void pciWalkBridge(PciCore pci, PciDev port) {
        pci.downRead(pci.wider.pciBusSem);
        walk(pci, port.subordinate);
        pci.upRead(pci.wider.pciBusSem);
    }

    private static void walk(PciCore pci, PciBus bus) {
        for (PciDev dev : bus.devices) {
            if (!pci.testBit(pci.wider.gone(dev))) {
                pci.deviceLock(dev);
                if (pci.wider.driver(dev) != null && !pci.testBit(pci.wider.unbound(dev))) {
                    pci.wider.driver(dev).operations.recover(pci, dev);
                }
                pci.deviceUnlock(dev);
                if (dev.subordinate != null) {
                    walk(pci, dev.subordinate);
                }
            }
            pci.remembersOnly(dev);
        }
    }
}
