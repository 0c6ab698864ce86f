package pcilock.model.pci.pcie;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/pci/pcie/dpc.c}: recovery from an error that the port has contained by taking its link down, in an irq thread of that
 * port. Left out are a surprise removal, for which the handler waits for the link alone, and who waits for the handler with a timeout,
 * as pciehp does for four seconds.
 *
 * <p>We assume that every root port has it and no other port: {@code get_port_device_capability} gives the service to a port that has
 * that of AER, which only root ports have, unless the kernel was started with {@code pcie_ports=dpc-native}.
 */
public final class Dpc {
    private Dpc() {}

    /** {@code dpc_handler}: what AER recovery does, but the port has reset the link itself: it is waited for, with no lock held. */
    public static void dpcHandler(PciCore pci, PciDev port) {
        if (pci.wider.dpcThread(port) == null || !pci.enterAlone(pci.wider.dpcThread(port))) {
            return;
        }
        Err.pciWalkBridge(pci, port); // error_detected
        // dpc_reset_link(): waits for the link to come back, then for what is below, which it looks up.
        pci.downRead(pci.wider.pciBusSem);
        pci.upRead(pci.wider.pciBusSem);
        Err.pciWalkBridge(pci, port); // slot_reset
        Err.pciWalkBridge(pci, port); // resume
        pci.leave(pci.wider.dpcThread(port));
    }
}
