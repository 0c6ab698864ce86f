package pcilock.model.pci.driver;

import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;

/**
 * {@code drivers/net/ethernet/mellanox/mlx5/core}: takes the devlink lock of its device in probe, in remove and in its error handlers, and
 * a dump takes the config flag under it. devlink finds no device whose driver has begun to remove it. Left out is the link toggle, which
 * takes the flags of all devices of a bus.
 */
public final class Mlx5Core extends PciDriver {
    Mlx5Core() {}

    /** {@code mlx5_crdump_collect}, asked for by devlink, which holds its lock. */
    public static void mlx5CrdumpCollect(PciCore pci, PciDev dev) {
        pci.devlLock(dev);
        if (!pci.testBit(pci.wider.unbound(dev))) {
            pci.pciCfgAccessLock(dev);
            pci.pciCfgAccessUnlock(dev);
        }
        pci.devlUnlock(dev);
    }

    @Override
    public void probe(PciCore pci, PciDev dev) {
        pci.devlLock(dev);
        pci.clearBit(pci.wider.unbound(dev));
        pci.devlUnlock(dev);
    }

    @Override
    public void remove(PciCore pci, PciDev dev) {
        pci.devlLock(dev);
        pci.setBit(pci.wider.unbound(dev));
        pci.devlUnlock(dev);
    }

    @Override
    public void recover(PciCore pci, PciDev dev) {
        pci.devlLock(dev);
        pci.devlUnlock(dev);
    }
}
