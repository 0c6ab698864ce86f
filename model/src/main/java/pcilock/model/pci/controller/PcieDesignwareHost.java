package pcilock.model.pci.controller;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.Remove;

/** {@code drivers/pci/controller/dwc/pcie-designware-host.c}: removal of a host bridge, with pci_rescan_remove_lock from 7.2 on. */
public final class PcieDesignwareHost {
    private PcieDesignwareHost() {}

    /**
     * {@code dw_pcie_host_deinit}, as the remove of a driver of such a host bridge calls it, and then the end of that driver's irq thread. We
     * assume that the irq is freed by {@code devm_request_threaded_irq}'s means, as pcie-qcom has it, so after the root bus is gone and
     * pci_rescan_remove_lock is free; that a driver with such a thread has a remove, which was read of none; and one root port, as {@link
     * PciHostCommon}. device_lock of the host bridge's own device is left out: it is held throughout, and nobody else takes it here.
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
