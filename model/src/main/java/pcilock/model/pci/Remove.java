package pcilock.model.pci;

import java.util.List;
import pcilock.model.pci.pcie.Portdrv;

/**
 * {@code drivers/pci/remove.c}. The caller holds pci_rescan_remove_lock, all but VMD's removal and who takes virtual functions away as
 * {@link Iov} says. With VMD's another removal can meet: who comes second to a device then waits here for what the first waits for, and
 * in the kernel does not wait; alone it would wait for it, too.
 *
 * <p>Left out are the attributes that are removed in the first pass, {@code resourceN} and the proc entry; those of the second pass are
 * drained all at once; and for how long a driver waits until user space closes the device, beyond calls that run.
 */
public final class Remove {
    private Remove() {}

    /** {@code pci_stop_and_remove_bus_device}; nothing where the device is gone already. */
    public static void pciStopAndRemoveBusDevice(PciCore pci, PciDev dev) {
        if (pci.testBit(pci.wider.gone(dev))) {
            return;
        }
        pciStopBusDevice(pci, dev);
        pci.remembersOnly(dev);
        pciRemoveBusDevice(pci, dev);
    }

    /** {@code pci_stop_root_bus}, of a host bridge with one root port. */
    public static void pciStopRootBus(PciCore pci, PciDev port) {
        if (!pci.testBit(pci.wider.gone(port))) {
            pciStopBusDevice(pci, port);
        }
    }

    /** {@code pci_remove_root_bus}, likewise. */
    public static void pciRemoveRootBus(PciCore pci, PciDev port) {
        if (!pci.testBit(pci.wider.gone(port))) {
            pciRemoveBusDevice(pci, port);
        }
        pciRemoveBus(pci);
    }

    /** {@code pci_stop_bus_device}: calls the drivers' remove, below a bridge first. */
    private static void pciStopBusDevice(PciCore pci, PciDev dev) {
        if (dev.subordinate != null) {
            List<PciDev> below = dev.subordinate.devices;
            for (int i = below.size() - 1; i >= 0; i--) {
                if (!pci.testBit(pci.wider.gone(below.get(i)))) {
                    pciStopBusDevice(pci, below.get(i));
                }
                pci.remembersOnly(below.get(i));
            }
        }
        deviceReleaseDriver(pci, dev);
    }

    /** {@code device_release_driver}: calls the driver's remove under device_lock, where a driver is bound. */
    static void deviceReleaseDriver(PciCore pci, PciDev dev) {
        pci.deviceLock(dev);
        if (!pci.testBit(pci.wider.unbound(dev))) {
            Portdrv.pciePortdrvRemove(pci, dev);
            // Drivers do this first.
            Iov.pciDisableSriov(pci, dev);
            if (pci.wider.driver(dev) != null) {
                pci.wider.driver(dev).operations.remove(pci, dev);
            }
            pci.setBit(pci.wider.unbound(dev));
        }
        pci.deviceUnlock(dev);
    }

    /** {@code pci_remove_bus_device}: takes devices off their list and their files away, below a bridge first. */
    private static void pciRemoveBusDevice(PciCore pci, PciDev dev) {
        if (dev.subordinate != null) {
            for (PciDev child : dev.subordinate.devices) {
                if (!pci.testBit(pci.wider.gone(child))) {
                    pciRemoveBusDevice(pci, child);
                }
                pci.remembersOnly(child);
            }
            pciRemoveBus(pci);
        }
        pciDestroyDev(pci, dev);
    }

    /** {@code pci_remove_bus}. */
    private static void pciRemoveBus(PciCore pci) {
        pci.downWrite(pci.wider.pciBusSem);
        pci.upWrite(pci.wider.pciBusSem);
    }

    private static void pciDestroyDev(PciCore pci, PciDev dev) {
        // device_del(): the device is marked as dead, which is where no driver can be bound any more, then its files
        // go.
        pci.deviceLock(dev);
        if (dev.physfn != null && pci.testBit(pci.wider.gone(dev))) {
            // Another task, of which one has no pci_rescan_remove_lock, was faster.
            pci.deviceUnlock(dev);
            return;
        }
        pci.setBit(pci.wider.gone(dev));
        pci.deviceUnlock(dev);
        pci.drain(pci.wider.attributes(dev));
        pci.downWrite(pci.wider.pciBusSem);
        pci.upWrite(pci.wider.pciBusSem);
    }
}
