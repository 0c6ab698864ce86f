package pcilock.checks.certificate;

import pcilock.model.pci.PciTopology;

/** The locks of a tree as numbers: two for each device, in the order of {@link pcilock.model.pci.PciDev#index}. */
final class LockId {
    private LockId() {}

    static int deviceLock(int device) {
        return 2 * device;
    }

    static int flag(int device) {
        return 2 * device + 1;
    }

    static int device(int lock) {
        return lock / 2;
    }

    static String name(int lock, PciTopology topology) {
        return (lock % 2 == 0 ? "device_lock(" : "block_cfg_access(") + topology.devices[lock / 2].name + ")";
    }
}
