package pcilock.model.pci.controller;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.Remove;

/**
 * {@code drivers/pci/controller/vmd.c}: the driver of an endpoint behind which there is a domain of its own. We assume that a domain has one
 * root port; in the tree this stands beside the endpoint. Left out are the host bridge of the domain and the link to the domain.
 */
public final class Vmd {
    private Vmd() {}

    /**
     * {@code vmd_remove}, as unbind calls it: with device_lock of the endpoint, and without pci_rescan_remove_lock.
     *
     * @param vmd the VMD endpoint
     * @param port the root port of its domain
     */
    public static void vmdRemove(PciCore pci, PciDev vmd, PciDev port) {
        if (pci.testBit(pci.wider.gone(vmd))) {
            return;
        }
        pci.deviceLock(vmd);
        if (!pci.testBit(pci.wider.unbound(vmd))) {
            Remove.pciStopRootBus(pci, port);
            pci.remembersOnly(port);
            Remove.pciRemoveRootBus(pci, port);
            pci.setBit(pci.wider.unbound(vmd));
        }
        pci.deviceUnlock(vmd);
    }
}
