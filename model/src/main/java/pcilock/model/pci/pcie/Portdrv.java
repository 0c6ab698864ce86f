package pcilock.model.pci.pcie;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.hotplug.Pciehp;

/**
 * {@code drivers/pci/pcie/portdrv.c}: the driver of ports, and of no other device. The core calls it with device_lock of the port held.
 * device_lock of a service is left out: nobody takes it but under that of its port. The services here are AER of a root port and pciehp
 * of a port with a slot.
 */
public final class Portdrv {
    private Portdrv() {}

    /** {@code pcie_portdrv_probe}. */
    public static void pciePortdrvProbe(PciCore pci, PciDev port) {
        if (pci.wider.aerThread(port) != null) {
            pci.create(pci.wider.aerThread(port));
        }
        if (pci.wider.hotplugThread(port) != null) {
            Pciehp.pciehpProbe(pci, port);
        }
    }

    /** {@code pcie_portdrv_remove}. */
    public static void pciePortdrvRemove(PciCore pci, PciDev port) {
        if (pci.wider.aerThread(port) != null) {
            pci.freeIrq(pci.wider.aerThread(port));
        }
        if (pci.wider.hotplugThread(port) != null) {
            Pciehp.pciehpRemove(pci, port);
        }
    }
}
