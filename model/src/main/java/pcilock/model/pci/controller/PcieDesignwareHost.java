package pcilock.model.pci.controller;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.Remove;

/** {@code drivers/pci/controller/dwc/pcie-designware-host.c}: removal of a host bridge, with pci_rescan_remove_lock from 7.2 on. */
public final class PcieDesignwareHost {
    private PcieDesignwareHost() {}

    /**
     * {@code dw_pcie_host_deinit}, as the remove of a driver of such a host bridge calls it, and then the end of that driver's irq thread. We
     * assume that the irq is of {@code devm_request_threaded_irq}, as that of pcie-qcom, and so is freed after the root bus is gone and
     * pci_rescan_remove_lock is free; that some driver with such a thread can be removed, as pcie-qcom cannot; and one root port, as {@link
     * PciHostCommon}. device_lock of the host bridge's own device is left out: it is held throughout, and nobody else takes it here. In 7.1.5
     * the function takes no pci_rescan_remove_lock, and pci_host_common_remove does; 7.2 and 7.3 were not read.
     */
    public static void dwPcieHostDeinit(PciCore pci, PciDev port) {
        pci.pciLockRescanRemove();
        Remove.pciStopRootBus(pci, port);
        pci.remembersOnly(port);
        Remove.pciRemoveRootBus(pci, port);
        pci.pciUnlockRescanRemove();
        pci.freeIrq(pci.wider.linkDownThread(port));
    }
}
