package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/net/ethernet/mellanox/mlxsw/pci.c}: resets its own function in probe and on reload, by the call that takes no lock. The
 * devlink lock, which is taken after device_lock everywhere here, is left out.
 */
public final class MlxswPci extends PciDriver {
    MlxswPci() {}

    /** {@code mlxsw_devlink_core_bus_device_reload_up}: devlink holds device_lock, and finds no device that is not bound. */
    public static void reloadUp(PciCore pci, PciDev dev) {
        pci.deviceLock(dev);
        if (!pci.testBit(pci.wider.unbound(dev))) {
            resetAtPciDisable(pci, dev);
        }
        pci.deviceUnlock(dev);
    }

    /** {@code mlxsw_pci_reset_at_pci_disable}, with device_lock held. */
    private static void resetAtPciDisable(PciCore pci, PciDev dev) {
        PciDev bridge = pci.mlxswBlocksBridge() ? dev.upstreamBridge() : null;
        if (bridge != null) {
            pci.pciCfgAccessLock(bridge);
        }
        pci.pciCfgAccessLock(dev);
        pci.pciResetFunctionLocked(dev);
        pci.pciCfgAccessUnlock(dev);
        if (bridge != null) {
            pci.pciCfgAccessUnlock(bridge);
        }
    }

    @Override
    public void probe(PciCore pci, PciDev dev) {
        resetAtPciDisable(pci, dev);
    }
}
