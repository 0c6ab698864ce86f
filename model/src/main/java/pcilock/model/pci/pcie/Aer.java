package pcilock.model.pci.pcie;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/pci/pcie/aer.c} and {@code err.c}: recovery from an error, in the irq thread of the root port. Left out is what is done
 * when no driver recovers, mmio_enabled, and references to runtime power, which wait for none of these locks.
 */
public final class Aer {
    private Aer() {}

    /**
     * {@code aer_isr} with an error for which {@code pcie_do_recovery} resets what is below a port.
     *
     * @param port the port that failed, or the bridge above the device that failed
     */
    public static void aerIsr(PciCore pci, PciDev port) {
        PciDev root = port;
        while (root.upstreamBridge() != null) {
            root = root.upstreamBridge();
        }
        if (port.subordinate == null || !pci.enterAlone(pci.wider.aerThread(root))) {
            return;
        }
        pciWalkBridge(pci, port); // error_detected
        pci.pciBusErrorReset(port);
        pciWalkBridge(pci, port); // slot_reset
        pciWalkBridge(pci, port); // resume
        pci.leave(pci.wider.aerThread(root));
    }

    /** {@code pci_walk_bridge}: calls the driver of each device below a port under its device_lock, one after the other. */
    private static void pciWalkBridge(PciCore pci, PciDev port) {
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
        }
    }
}
