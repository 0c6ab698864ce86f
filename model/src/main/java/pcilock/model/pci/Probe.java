package pcilock.model.pci;

import pcilock.model.pci.pcie.Portdrv;

/**
 * {@code drivers/pci/probe.c} and {@code drivers/pci/bus.c}: what is found on a bus, and bound. The caller holds
 * pci_rescan_remove_lock. Only what was removed can be found: there are no devices beside those of the tree.
 */
public final class Probe {
    private Probe() {}

    /**
     * {@code pci_scan_child_bus}: adds each device that is not there, a bridge before what is below it. A scan finds no virtual function.
     *
     * @return the devices that were added, a bit for each {@link PciDev#index}
     */
    public static long pciScanChildBus(PciCore pci, PciBus bus) {
        long added = 0;
        for (PciDev dev : bus.devices) {
            if (dev.physfn == null && pci.testBit(pci.wider.gone(dev))) {
                pciDeviceAdd(pci, dev);
                added |= 1L << dev.index;
            }
        }
        for (PciDev dev : bus.devices) {
            if (dev.subordinate != null) {
                added |= pciScanChildBus(pci, dev.subordinate);
            }
        }
        return added;
    }

    /** {@code pci_device_add}, and the scan of the device before it. */
    static void pciDeviceAdd(PciCore pci, PciDev dev) {
        pci.pciSlotMutexLock();
        pci.pciSlotMutexUnlock();
        pci.downWrite(pci.wider.pciBusSem);
        pci.clearBit(pci.wider.matchDriver(dev));
        pci.clearBit(pci.wider.gone(dev));
        pci.upWrite(pci.wider.pciBusSem);
        pci.create(pci.wider.attributes(dev));
    }

    /** {@code pci_bus_add_devices}: binds drivers to those devices that were added. */
    public static void pciBusAddDevices(PciCore pci, PciBus bus, long added) {
        for (PciDev dev : bus.devices) {
            if ((added >>> dev.index & 1) != 0) {
                pciBusAddDevice(pci, dev);
                pci.remembersOnly(dev, added);
            }
        }
        for (PciDev dev : bus.devices) {
            if (dev.subordinate != null) {
                pciBusAddDevices(pci, dev.subordinate, added);
            }
        }
    }

    /** {@code pci_bus_add_device}. */
    static void pciBusAddDevice(PciCore pci, PciDev dev) {
        pci.setBit(pci.wider.matchDriver(dev));
        deviceAttach(pci, dev);
    }

    /**
     * {@code device_attach}, as a scan calls it: calls the driver's probe under device_lock, where none is bound, the device is there, and
     * the machine is not being shut down. A shutdown waits until it is done.
     */
    private static void deviceAttach(PciCore pci, PciDev dev) {
        pci.deviceLock(dev);
        if (mayBeBound(pci, dev)) {
            probe(pci, dev);
            pci.leave(pci.wider.probeCount);
        }
        pci.deviceUnlock(dev);
    }

    /** {@code device_driver_attach}, as {@code bind_store} calls it: the same, and no shutdown waits for it. */
    static void deviceDriverAttach(PciCore pci, PciDev dev) {
        pci.deviceLock(dev);
        if (mayBeBound(pci, dev)) {
            pci.leave(pci.wider.probeCount);
            probe(pci, dev);
        }
        pci.deviceUnlock(dev);
    }

    /** Counts the probe where it may be done. */
    private static boolean mayBeBound(PciCore pci, PciDev dev) {
        return pci.testBit(pci.wider.unbound(dev))
                && !pci.testBit(pci.wider.gone(dev))
                && pci.enter(pci.wider.probeCount);
    }

    private static void probe(PciCore pci, PciDev dev) {
        Portdrv.pciePortdrvProbe(pci, dev);
        if (pci.wider.driver(dev) != null) {
            pci.wider.driver(dev).operations.probe(pci, dev);
        }
        pci.clearBit(pci.wider.unbound(dev));
    }
}
