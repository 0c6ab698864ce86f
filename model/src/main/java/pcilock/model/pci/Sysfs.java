package pcilock.model.pci;

/**
 * {@code drivers/pci/pci-sysfs.c}, and the driver core's files to bind and unbind. A store holds the active reference of its attribute;
 * where the attribute is gone it does not run.
 */
public final class Sysfs {
    private Sysfs() {}

    /**
     * {@code remove_store}: gives up its own reference first, which only one store of a device does with success. A virtual function has
     * no such file.
     */
    public static void removeStore(PciCore pci, PciDev dev) {
        if (dev.physfn != null || !pci.enter(pci.wider.attributes(dev))) {
            return;
        }
        pci.leave(pci.wider.attributes(dev));
        pci.pciLockRescanRemove();
        Remove.pciStopAndRemoveBusDevice(pci, dev);
        pci.pciUnlockRescanRemove();
    }

    /** {@code dev_rescan_store}: rescans the bus that the device is on, and what is below. A virtual function has no such file. */
    public static void devRescanStore(PciCore pci, PciDev dev) {
        if (dev.physfn != null || !pci.enter(pci.wider.attributes(dev))) {
            return;
        }
        pci.pciLockRescanRemove();
        long added = Probe.pciScanChildBus(pci, dev.bus);
        // pci_assign_unassigned_bus_resources()
        pci.downRead(pci.wider.pciBusSem);
        pci.upRead(pci.wider.pciBusSem);
        Probe.pciBusAddDevices(pci, dev.bus, added);
        pci.pciUnlockRescanRemove();
        pci.leave(pci.wider.attributes(dev));
    }

    /** {@code reset_store}. */
    public static void resetStore(PciCore pci, PciDev dev) {
        if (!pci.enter(pci.wider.attributes(dev))) {
            return;
        }
        pci.pciResetFunction(dev);
        pci.leave(pci.wider.attributes(dev));
    }

    /** {@code reset_subordinate_store}, 6.13 on. */
    public static void resetSubordinateStore(PciCore pci, PciDev bridge) {
        if (!pci.enter(pci.wider.attributes(bridge))) {
            return;
        }
        pci.resetSubordinate(bridge);
        pci.leave(pci.wider.attributes(bridge));
    }

    /** {@code unbind_store} of the driver's directory, {@code drivers/base/bus.c}: it is no file of the device. */
    public static void unbindStore(PciCore pci, PciDev dev) {
        if (!pci.testBit(pci.wider.gone(dev))) {
            Remove.deviceReleaseDriver(pci, dev);
        }
    }

    /** {@code bind_store}, likewise; {@code pci_bus_match} finds no driver for a device that a scan is not done with. */
    public static void bindStore(PciCore pci, PciDev dev) {
        if (!pci.testBit(pci.wider.gone(dev)) && pci.testBit(pci.wider.matchDriver(dev))) {
            Probe.deviceDriverAttach(pci, dev);
        }
    }
}
