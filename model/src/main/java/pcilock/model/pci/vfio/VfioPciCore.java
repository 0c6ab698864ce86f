package pcilock.model.pci.vfio;

import pcilock.model.kernel.Event;
import pcilock.model.kernel.Mutex;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.driver.Driver;
import pcilock.model.pci.driver.PciDriver;

/**
 * {@code drivers/vfio/pci/vfio_pci_core.c}, as read in 7.1.5, with what {@code drivers/vfio} holds around it. User space calls these; while
 * one of its calls runs the driver is not unbound: its remove waits. For how long user space keeps the device open beyond that is
 * left out, as is whether it was opened at all, so what comes after each other there may come at once here: each device can be closed
 * for the last time while it is reset.
 *
 * <p>Up to 6.9 a hot reset also tries vma_lock of each device, which nothing else here takes: left out.
 */
public final class VfioPciCore extends PciDriver {
    /** {@code vfio_pci_core_enable}: the first open of a device. */
    public static void vfioPciCoreEnable(PciCore pci, PciDev dev) {
        if (!pci.enter(pci.wider.registration(dev))) {
            return;
        }
        pci.driverMutexLock(devSetLock(pci, dev));
        pci.pciTryResetFunction(dev);
        pci.driverMutexUnlock(devSetLock(pci, dev));
        pci.leave(pci.wider.registration(dev));
    }

    /** {@code vfio_pci_core_disable}: the last close of a device. We assume that a reset of its function leaves it in need of one. */
    public static void vfioPciCoreDisable(PciCore pci, PciDev dev) {
        if (!pci.enter(pci.wider.registration(dev))) {
            return;
        }
        pci.driverMutexLock(devSetLock(pci, dev));
        // vfio_pci_runtime_pm_exit()
        pci.downWrite(pci.wider.memoryLock(dev));
        pci.upWrite(pci.wider.memoryLock(dev));
        resetAtLastClose(pci, dev);
        pci.remembersOnly(dev);
        if (devSetResettable(pci, dev)) {
            pci.pciResetBus(dev);
        }
        pci.driverMutexUnlock(devSetLock(pci, dev));
        pci.leave(pci.wider.registration(dev));
    }

    /** Does not call pci_try_reset_function, which would save and restore the state of the device, but takes the same locks, or the bridge first. */
    private static void resetAtLastClose(PciCore pci, PciDev dev) {
        PciDev bridge = pci.vfioLocksBridgeAtLastClose() ? dev.upstreamBridge() : null;
        pci.note(Event.TRYLOCK_BEGIN, dev);
        boolean locked = bridge == null || pci.pciDevTrylock(bridge);
        if (locked && !pci.pciDevTrylock(dev)) {
            locked = false;
            if (bridge != null) {
                pci.pciDevUnlock(bridge);
            }
        }
        pci.note(locked ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, dev);
        if (!locked) {
            return;
        }
        pci.pciResetFunctionLocked(dev);
        pci.pciDevUnlock(dev);
        if (bridge != null) {
            pci.pciDevUnlock(bridge);
        }
    }

    /** {@code vfio_pci_ioctl_reset}: VFIO_DEVICE_RESET. */
    public static void vfioPciIoctlReset(PciCore pci, PciDev dev) {
        if (!pci.enter(pci.wider.registration(dev))) {
            return;
        }
        pci.downWrite(pci.wider.memoryLock(dev));
        pci.pciTryResetFunction(dev);
        pci.upWrite(pci.wider.memoryLock(dev));
        pci.leave(pci.wider.registration(dev));
    }

    /** {@code vfio_pci_ioctl_pci_hot_reset}, of a user who owns all devices of the set. */
    public static void vfioPciIoctlPciHotReset(PciCore pci, PciDev dev) {
        if (!pci.enter(pci.wider.registration(dev))) {
            return;
        }
        pci.driverMutexLock(devSetLock(pci, dev));
        if (devSetResettable(pci, dev)) {
            devSetHotReset(pci, dev);
        }
        pci.driverMutexUnlock(devSetLock(pci, dev));
        pci.leave(pci.wider.registration(dev));
    }

    /** {@code vfio_pci_dev_set_hot_reset}, once it is known that all that is reset is in the set. */
    private static void devSetHotReset(PciCore pci, PciDev dev) {
        PciBus bus = dev.bus;
        int taken = 0;
        while (taken < bus.devices.size()) {
            PciDev member = bus.devices.get(taken);
            if (isInDevSet(pci, dev, member) && !pci.downWriteTrylock(pci.wider.memoryLock(member))) {
                undo(pci, dev, taken);
                return; // -EBUSY
            }
            pci.remembersOnly(member);
            taken++;
        }
        pci.pciResetBus(dev);
        undo(pci, dev, taken);
    }

    /** The label {@code err_undo:}. */
    private static void undo(PciCore pci, PciDev dev, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev member = dev.bus.devices.get(i);
            if (isInDevSet(pci, dev, member)) {
                pci.upWrite(pci.wider.memoryLock(member));
            }
            pci.remembersOnly(member);
        }
    }

    /**
     * {@code vfio_pci_dev_set_resettable}: whether pci_reset_bus could do something, and all that it would reset is bound to vfio and in
     * the set. A bridge is not.
     */
    private static boolean devSetResettable(PciCore pci, PciDev dev) {
        if (dev.bus.self == null) {
            return false;
        }
        boolean bySlot = pci.pciProbeResetSlot(dev);
        // pci_walk_bus()
        pci.downRead(pci.wider.pciBusSem);
        boolean all = true;
        for (PciDev other : dev.bus.devices) {
            boolean isReset = !bySlot || pci.isInSameSlot(dev, other);
            all = all && (!isReset || isInDevSet(pci, dev, other) || pci.testBit(pci.wider.gone(other)));
            pci.remembersOnly(other, (bySlot ? 2 : 0) + (all ? 1 : 0));
        }
        pci.upRead(pci.wider.pciBusSem);
        return all;
    }

    /** Whether a device is bound to vfio, and in the set of another. */
    private static boolean isInDevSet(PciCore pci, PciDev dev, PciDev other) {
        return pci.wider.driver(other) == Driver.VFIO_PCI
                && belongTogether(pci, dev, other)
                && !pci.testBit(pci.wider.unbound(other));
    }

    /** Whether two devices of a bus are in one set, as devices of one slot are, or of the bus where they are in none; a virtual function is alone. */
    private static boolean belongTogether(PciCore pci, PciDev dev, PciDev other) {
        return dev == other || (dev.physfn == null && other.physfn == null && pci.isInSameSlot(dev, other));
    }

    /** {@code dev_set->lock}: that of the first device of the set; on a root bus a device is alone. */
    private static Mutex devSetLock(PciCore pci, PciDev dev) {
        if (dev.bus.self != null) {
            for (PciDev other : dev.bus.devices) {
                if (pci.wider.driver(other) == Driver.VFIO_PCI && belongTogether(pci, dev, other)) {
                    return pci.wider.driverMutex(other);
                }
            }
        }
        return pci.wider.driverMutex(dev);
    }

    /** {@code vfio_assign_device_set}, then {@code vfio_register_group_dev}. */
    @Override
    public void probe(PciCore pci, PciDev dev) {
        pci.driverMutexLock(devSetLock(pci, dev));
        pci.clearBit(pci.wider.unbound(dev));
        pci.driverMutexUnlock(devSetLock(pci, dev));
        pci.create(pci.wider.registration(dev));
    }

    /** {@code vfio_unregister_group_dev}, which waits until no call of user space runs, then {@code vfio_release_device_set}. */
    @Override
    public void remove(PciCore pci, PciDev dev) {
        pci.drain(pci.wider.registration(dev));
        pci.driverMutexLock(devSetLock(pci, dev));
        pci.setBit(pci.wider.unbound(dev));
        pci.driverMutexUnlock(devSetLock(pci, dev));
    }
}
