package pcilock.model.pci.pcie;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.hotplug.Pciehp;

/**
 * {@code drivers/pci/pcie/portdrv.c}: the driver of ports, and of no other device. The core calls it with device_lock of the port held.
 * device_lock of a service is left out: nobody takes it but under that of its port. The services here are AER and DPC of a root port and
 * pciehp of a port with a slot, in the order in which they are made, which is that in which they are removed.
 *
 * <p>As tasks of their own, probe and remove are the calls of the driver core around these: {@code bind_store} and {@code unbind_store} of
 * a port, and nothing else.
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
        if (pci.wider.dpcThread(port) != null) {
            pci.create(pci.wider.dpcThread(port));
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
        if (pci.wider.dpcThread(port) != null) {
            pci.freeIrq(pci.wider.dpcThread(port));
        }
    }

    /**
     * {@code pcie_portdrv_shutdown}, as {@code device_shutdown} of the driver core calls it when the machine is powered off or rebooted, or
     * another kernel started: no driver is bound from then on, and device_lock of the parent is held too. The parent of a root port is the
     * host bridge, whose device_lock nobody else takes here. The other devices, of which those below the port come before it, are left
     * out.
     */
    public static void pciePortdrvShutdown(PciCore pci, PciDev port) {
        deviceBlockProbing(pci);
        if (pci.testBit(pci.wider.gone(port))) {
            return;
        }
        PciDev parent = port.upstreamBridge();
        if (parent != null) {
            pci.deviceLock(parent);
        }
        pci.deviceLock(port);
        if (!pci.testBit(pci.wider.unbound(port))) {
            pciePortdrvRemove(pci, port);
            // The driver stays bound, and there is nothing left that it would remove.
            pci.setBit(pci.wider.unbound(port));
        }
        pci.deviceUnlock(port);
        if (parent != null) {
            pci.deviceUnlock(parent);
        }
    }

    /** {@code device_block_probing}: no driver is probed from here on, and those that are being probed are waited for. */
    private static void deviceBlockProbing(PciCore pci) {
        pci.drain(pci.wider.probeCount);
    }
}
