package pcilock.model.pci.controller;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.pcie.Err;

/** {@code drivers/pci/controller/pci-host-common.c}: what drivers of host bridges share. */
public final class PciHostCommon {
    private PciHostCommon() {}

    /**
     * {@code pci_host_handle_link_down}, 7.3 on, in the irq thread of the host bridge: what AER recovery does, for a root port whose link went
     * down. We assume that a host bridge has one root port, as those of pcie-qcom have, so that the thread does nothing else. No service of
     * the port is about it: who unbinds the port does not join it. Read was the series that adds it, as posted in its version 8 (May 2026),
     * and not 7.3: see {@link PciCore#linkDownTakesRescanLock}.
     */
    public static void pciHostHandleLinkDown(PciCore pci, PciDev port) {
        if (pci.wider.linkDownThread(port) == null || !pci.enterAlone(pci.wider.linkDownThread(port))) {
            return;
        }
        if (!pci.testBit(pci.wider.gone(port))) {
            Err.pciWalkBridge(pci, port); // error_detected
            pciHostResetRootPort(pci, port);
            Err.pciWalkBridge(pci, port); // slot_reset
            Err.pciWalkBridge(pci, port); // resume
        }
        pci.leave(pci.wider.linkDownThread(port));
    }

    private static void pciHostResetRootPort(PciCore pci, PciDev port) {
        if (pci.linkDownTakesRescanLock()) {
            pci.pciLockRescanRemove();
        }
        pci.pciBusErrorReset(port);
        if (pci.linkDownTakesRescanLock()) {
            pci.pciUnlockRescanRemove();
        }
    }
}
