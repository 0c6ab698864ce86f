package pcilock.model.pci.pcie;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/pci/pcie/aer.c}: recovery from an error, in the irq thread of the root port. Left out is what is done
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
        Err.pciWalkBridge(pci, port); // error_detected
        pci.pciBusErrorReset(port);
        Err.pciWalkBridge(pci, port); // slot_reset
        Err.pciWalkBridge(pci, port); // resume
        pci.leave(pci.wider.aerThread(root));
    }
}
