package pcilock.checks.certificate;

import pcilock.model.pci.PciTopology;

/**
 * The locks of a machine as numbers: two for each device, in the order of {@link pcilock.model.pci.PciDev#index}, and after them
 * pci_slot_mutex, which has no flag.
 */
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
        int mutex = device(lock);
        String name = topology.nameOf(mutex);
        if (!topology.isDevice(mutex)) {
            return name;
        }
        return (lock == flag(mutex) ? "block_cfg_access(" : "device_lock(") + name + ")";
    }
}
