package pcilock.model.pci;

import java.util.List;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.StateBit;
import pcilock.model.kernel.Task;

/**
 * {@code drivers/pci/pci.c}, as one task runs it: what all revisions share. A revision overrides what it changed; see package
 * {@code pcilock.model.revision}.
 *
 * <p>Where the kernel returns an error without having taken a lock, such as -ENOTTY for a device on a root bus, these methods
 * just return.
 */
public abstract class PciCore {
    protected final Kernel kernel;
    protected final Task current;
    protected final Mutex pciSlotMutex;

    /** The locks around these; null on a machine without them. */
    public final WiderLocks wider;

    private final ConfigAccess access;
    private final PciTopology machine;
    private final BusLists lists;

    protected PciCore(TaskContext context) {
        this.kernel = context.kernel;
        this.current = context.current;
        this.access = context.access;
        this.machine = context.machine;
        this.lists = context.lists;
        this.pciSlotMutex = machine == null ? null : machine.pciSlotMutex;
        this.wider = machine == null ? null : machine.wider;
    }

    // Mutexes that a patch adds

    /**
     * A mutex by name, one for the whole machine: what {@code DEFINE_MUTEX(name)} defines. For {@link #mutexLock} and the like.
     *
     * @param name a literal, since a machine has the mutexes that its code names: see {@link pcilock.model.revision.Revision.Code}
     */
    protected final Mutex mutex(String name) {
        return machine.mutex(name);
    }

    /** The same, one for each device: what {@code struct mutex name} in {@code struct pci_dev} is. */
    protected final Mutex mutex(PciDev dev, String name) {
        return machine.mutex(dev, name);
    }

    // Mutexes, as far as they are one step: kernel/locking/mutex.c

    protected void mutexLock(Mutex mutex) {
        kernel.mutexLock(current, mutex);
    }

    protected boolean mutexTrylock(Mutex mutex) {
        return kernel.mutexTrylock(current, mutex);
    }

    protected void mutexUnlock(Mutex mutex) {
        kernel.mutexUnlock(current, mutex);
    }

    // What is neither a mutex nor a flag: kernel/locking/rwsem.c, fs/kernfs, kernel/irq/manage.c, and bits

    public void downRead(RwSemaphore semaphore) {
        semaphore.downRead(kernel, current);
    }

    public void upRead(RwSemaphore semaphore) {
        semaphore.upRead(kernel, current);
    }

    public void downWrite(RwSemaphore semaphore) {
        semaphore.downWrite(kernel, current);
    }

    public boolean downWriteTrylock(RwSemaphore semaphore) {
        return semaphore.downWriteTrylock(kernel, current);
    }

    public void upWrite(RwSemaphore semaphore) {
        semaphore.upWrite(kernel, current);
    }

    /** False when it is gone. */
    public boolean enter(ActiveReference reference) {
        return reference.enter(kernel, current);
    }

    /** The same of a handler, which is run by one thread; sleeps until it is run by nobody. */
    public boolean enterAlone(ActiveReference handler) {
        return handler.enterAlone(kernel, current);
    }

    public void leave(ActiveReference reference) {
        reference.leave(kernel, current);
    }

    /** Removes a sysfs attribute: forbids to enter it, and waits until nobody is inside. */
    public void drain(ActiveReference attribute) {
        deactivate(attribute);
        kernfsDrain(attribute);
    }

    /** The first half of {@link #drain}. */
    public final void deactivate(ActiveReference attribute) {
        attribute.deactivate(kernel, current);
    }

    /** The second half of {@link #drain}. */
    public void kernfsDrain(ActiveReference attribute) {
        attribute.awaitDrained(kernel, current);
    }

    /** Waits until a handler that runs has returned; none starts after that. */
    public void freeIrq(ActiveReference handler) {
        handler.drain(kernel, current);
    }

    public final void create(ActiveReference reference) {
        reference.create(kernel, current);
    }

    public final boolean testBit(StateBit bit) {
        return bit.test(kernel, current);
    }

    public final void setBit(StateBit bit) {
        bit.set(kernel, current);
    }

    public final void clearBit(StateBit bit) {
        bit.clear(kernel, current);
    }

    /** {@code pci_lock_rescan_remove}. */
    public final void pciLockRescanRemove() {
        mutexLock(wider.pciRescanRemoveLock);
    }

    /** {@code pci_unlock_rescan_remove}. */
    public final void pciUnlockRescanRemove() {
        mutexUnlock(wider.pciRescanRemoveLock);
    }

    /** {@code mutex_lock(&pci_slot_mutex)}. */
    public final void pciSlotMutexLock() {
        mutexLock(pciSlotMutex);
    }

    /** {@code mutex_unlock(&pci_slot_mutex)}. */
    public final void pciSlotMutexUnlock() {
        mutexUnlock(pciSlotMutex);
    }

    // What drivers have of their own

    /** {@code mutex_lock} of a mutex of a driver. */
    public final void driverMutexLock(Mutex mutex) {
        mutexLock(mutex);
    }

    /** {@code mutex_unlock} of a mutex of a driver. */
    public final void driverMutexUnlock(Mutex mutex) {
        mutexUnlock(mutex);
    }

    /** {@code devl_lock}, of the devlink instance of a device. */
    public final void devlLock(PciDev dev) {
        mutexLock(wider.driverMutex(dev));
    }

    /** {@code devl_unlock}. */
    public final void devlUnlock(PciDev dev) {
        mutexUnlock(wider.driverMutex(dev));
    }

    /** Waits until a work item that runs has returned; none starts after that. */
    public void cancelWorkSync(ActiveReference work) {
        work.drain(kernel, current);
    }

    // What changed from kernel to kernel in what calls the resets. A revision answers anew; the code is where it is
    // called.

    /** Whether {@code sriov_numvfs_store} takes pci_rescan_remove_lock while the driver changes the count: from a5338e365c45 on. */
    public boolean sriovNumvfsTakesRescanLock() {
        return false;
    }

    /**
     * Whether {@code pci_host_reset_root_port} takes pci_rescan_remove_lock: from version 7 (March 2026) on the series "PCI: Add support for
     * resetting the Root Ports in a platform specific way" does, as posted. Whether 7.3 does was not read; no revision here does.
     */
    public boolean linkDownTakesRescanLock() {
        return false;
    }

    /**
     * Whether a reset of a slot marks its port, so that pciehp's irq thread waits for it and does not take it for a card that was taken
     * out: from 6.16 on. Before, its events are masked meanwhile, which is no lock.
     */
    public boolean pciehpIgnoresLinkChange() {
        return false;
    }

    /** Whether the reset at vfio's last close takes the bridge, too: from 962ae6892d8b (7.0) on. */
    public boolean vfioLocksBridgeAtLastClose() {
        return false;
    }

    /** Whether the recovery of s390 leaves config accesses possible: from 0fd20f65df6a (6.18) on. */
    public boolean zpciRecoveryTakesDeviceLockAlone() {
        return false;
    }

    /** Whether the reset of mlxsw sets the flag of the bridge first: from 6.11 on. */
    public boolean mlxswBlocksBridge() {
        return false;
    }

    // device_lock: include/linux/device.h

    public final void deviceLock(PciDev dev) {
        mutexLock(dev.mutex);
    }

    public final boolean deviceTrylock(PciDev dev) {
        return mutexTrylock(dev.mutex);
    }

    public final void deviceUnlock(PciDev dev) {
        mutexUnlock(dev.mutex);
    }

    // The config access lock and the config accessors: drivers/pci/access.c

    public void pciCfgAccessLock(PciDev dev) {
        access.pciCfgAccessLock(dev);
    }

    public boolean pciCfgAccessTrylock(PciDev dev) {
        return access.pciCfgAccessTrylock(dev);
    }

    public boolean pciCfgAccessUnlock(PciDev dev) {
        return access.pciCfgAccessUnlock(dev);
    }

    public void pciUserReadConfig(PciDev dev) {
        access.pciUserReadConfig(dev);
    }

    public void pciReadConfig(PciDev dev) {
        access.pciReadConfig(dev);
    }

    /** Reads {@code dev->block_cfg_access} without a lock. */
    protected final boolean blockCfgAccess(PciDev dev) {
        return access.blockCfgAccess(dev);
    }

    // pci_dev_lock, from a91ee0e9fca9 (5.19) on

    public void pciDevLock(PciDev dev) {
        // block PM suspend, driver probe, etc.
        deviceLock(dev);
        pciCfgAccessLock(dev);
    }

    /** Return 1 on successful lock, 0 on contention. */
    public boolean pciDevTrylock(PciDev dev) {
        if (deviceTrylock(dev)) {
            if (pciCfgAccessTrylock(dev)) {
                return true;
            }
            deviceUnlock(dev);
        }
        return false;
    }

    public void pciDevUnlock(PciDev dev) {
        pciCfgAccessUnlock(dev);
        deviceUnlock(dev);
    }

    // The composite locks, which the revisions are about

    public abstract void pciBusLock(PciBus bus);

    public abstract void pciBusUnlock(PciBus bus);

    /** Return 1 on successful lock, 0 on contention. */
    public abstract boolean pciBusTrylock(PciBus bus);

    public abstract void pciSlotLock(PciSlot slot);

    public abstract void pciSlotUnlock(PciSlot slot);

    /** Return 1 on successful lock, 0 on contention. */
    public abstract boolean pciSlotTrylock(PciSlot slot);

    /** The slot that a device is in, null where it is in none: the one with its device number, until 102c8b26b54e (7.1). */
    protected PciSlot slotOf(PciDev dev) {
        return dev.slot;
    }

    /** Whether the slot of the bus exists now: from the port driver's probe to its remove. */
    public final boolean hasSlot(PciBus bus) {
        return bus.slot != null && !(wider != null && testBit(wider.slotGone(bus.self)));
    }

    /** {@code pci_probe_reset_slot}: whether the device is in a slot that exists, and so can be reset. */
    public final boolean pciProbeResetSlot(PciDev dev) {
        return slotOf(dev) != null && hasSlot(dev.bus);
    }

    /** Whether both are on one bus, and in its slot or outside. */
    public final boolean isInSameSlot(PciDev dev, PciDev other) {
        return dev.bus == other.bus && slotOf(dev) == slotOf(other);
    }

    /** {@code bus->devices}: see {@link BusLists}. */
    public final List<PciDev> devicesOn(PciBus bus) {
        return wider == null ? bus.devices : lists.devicesOn(this, machine, bus);
    }

    final boolean wasRemovedAtFirst(PciDev dev) {
        return machine != null && machine.isRemovedAtFirst(dev);
    }

    /** From here on {@link #devicesOn} gives the devices that are there then, as it does when a call of a kernel function begins. */
    protected final void lookAgain() {
        lists.lookAgain();
    }

    /**
     * Tells that of what the task found out in this call so far, what it does from here on depends on nothing but this and on what {@link
     * #devicesOn} gave: see {@link Kernel#remembersOnly}. It is for walks over devices, of which the functions that call them tell where
     * they are by the device they are at: without it each outcome for one device is recorded with each for those that come after it.
     *
     * @param found what was found out, as a number
     */
    public final void remembersOnly(PciDev dev, long found) {
        kernel.remembersOnly(current, dev.index, found, lists.lookedFor(), lists.found());
    }

    /** The same where what it found out before tells no more than which device it is at. */
    public final void remembersOnly(PciDev dev) {
        remembersOnly(dev, 0);
    }

    /** For whoever watches: no step. */
    public final void note(Event event, PciDev dev) {
        kernel.note(current, event, dev.index);
    }

    // Resets

    /**
     * Sets the reset bit of the bridge, waits, clears it and waits for the devices below; other tasks run meanwhile. What is below it
     * looks up under pci_bus_sem, once the reset itself is over.
     */
    public void pciBridgeSecondaryBusReset(PciDev bridge) {
        kernel.step(current, Event.RESET_BEGIN, bridge.index);
        if (wider != null) {
            downRead(wider.pciBusSem);
            upRead(wider.pciBusSem);
        }
        kernel.step(current, Event.RESET_END, bridge.index);
    }

    /** {@code pciehp_reset_slot}: how a slot is reset, through its hot-plug driver. */
    protected void pciehpResetSlot(PciSlot slot) {
        PciDev bridge = slot.bus.self;
        pciehpResetBegin(bridge);
        pciBridgeSecondaryBusReset(bridge);
        pciehpResetEnd(bridge);
    }

    /** What pciehp's irq thread does before drivers are bound or unbound, since these take device_lock. */
    public void pciehpReleaseResetLock(PciDev port) {
        upRead(wider.resetLock(port));
    }

    /** What it does after that. */
    public void pciehpTakeResetLockAgain(PciDev port) {
        downRead(wider.resetLock(port));
    }

    /** What {@code pciehp_reset_slot} does before the reset itself. */
    public final void pciehpResetBegin(PciDev port) {
        if (wider == null) {
            return;
        }
        downWrite(wider.resetLock(port));
        if (pciehpIgnoresLinkChange()) {
            enter(wider.linkChanging(port)); // pci_hp_ignore_link_change()
        }
    }

    /** What it does after it. */
    public final void pciehpResetEnd(PciDev port) {
        if (wider == null) {
            return;
        }
        if (pciehpIgnoresLinkChange()) {
            leave(wider.linkChanging(port)); // pci_hp_unignore_link_change()
        }
        upWrite(wider.resetLock(port));
    }

    /**
     * {@code __pci_reset_function_locked}. We assume that a function resets by its bus whenever it may, which is the method the
     * locks are about: it is no bridge and either in a slot as a device of a single function, or alone on a bus that has a
     * bridge. Any other function resets by a method that touches nothing but itself.
     */
    public void pciResetFunctionLocked(PciDev dev) {
        boolean mayGoBySlot = slotOf(dev) != null && !dev.multifunction;
        if (dev.subordinate == null && mayGoBySlot && hasSlot(dev.bus)) {
            pciehpResetSlot(slotOf(dev));
        } else if (dev.subordinate == null && dev.bus.self != null && isAloneOnItsBus(dev)) {
            pciBridgeSecondaryBusReset(dev.bus.self);
        } else {
            kernel.step(current, Event.FUNCTION_RESET, dev.index);
        }
    }

    private boolean isAloneOnItsBus(PciDev dev) {
        for (PciDev other : devicesOn(dev.bus)) {
            if (other != dev) {
                return false;
            }
        }
        return true;
    }

    public void pciResetFunction(PciDev dev) {
        pciDevLock(dev);
        pciResetFunctionLocked(dev);
        pciDevUnlock(dev);
    }

    public void pciTryResetFunction(PciDev dev) {
        note(Event.TRYLOCK_BEGIN, dev);
        boolean locked = pciDevTrylock(dev);
        note(locked ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, dev);
        if (!locked) {
            return; // -EAGAIN
        }
        pciResetFunctionLocked(dev);
        pciDevUnlock(dev);
    }

    /** {@code pci_reset_bus}: the device is one in the slot to be reset, or on the bus to be reset where it has no slot. */
    public void pciResetBus(PciDev dev) {
        if (pciProbeResetSlot(dev)) {
            pciTryResetSlot(slotOf(dev));
        } else {
            pciTryResetBus(dev.bus);
        }
    }

    /**
     * {@code reset_subordinate} of sysfs, 6.13 on: the device is the bridge above the bus to be reset. Up to 7.1 it does not look
     * at slots.
     */
    public void resetSubordinate(PciDev bridge) {
        if (bridge.subordinate != null) {
            pciTryResetBus(bridge.subordinate);
        }
    }

    protected final void pciTryResetSlot(PciSlot slot) {
        PciDev bridge = slot.bus.self;
        note(Event.TRYLOCK_BEGIN, bridge);
        boolean locked = pciSlotTrylock(slot);
        note(locked ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, bridge);
        if (!locked) {
            return; // -EAGAIN
        }
        pciehpResetSlot(slot);
        pciSlotUnlock(slot);
    }

    protected final void pciTryResetBus(PciBus bus) {
        if (bus.self == null) {
            return; // -ENOTTY
        }
        note(Event.TRYLOCK_BEGIN, bus.self);
        boolean locked = pciBusTrylock(bus);
        note(locked ? Event.TRYLOCK_TAKEN : Event.TRYLOCK_FAILED, bus.self);
        if (!locked) {
            return; // -EAGAIN
        }
        pciBridgeSecondaryBusReset(bus.self);
        pciBusUnlock(bus);
    }

    /**
     * {@code pci_bus_error_reset}, for AER recovery: the device is the bridge above the bus to be reset. We assume that a slot of
     * pciehp can always be reset and that its reset succeeds; up to 6.19 one that fails is followed by a reset of the bus.
     */
    public void pciBusErrorReset(PciDev bridge) {
        PciBus bus = bridge.subordinate;
        if (bus == null) {
            return; // -ENOTTY
        }
        mutexLock(pciSlotMutex);
        if (!hasSlot(bus)) {
            mutexUnlock(pciSlotMutex);
            pciBusReset(bus);
            return;
        }
        pciSlotReset(bus.slot);
        mutexUnlock(pciSlotMutex);
    }

    protected void pciSlotReset(PciSlot slot) {
        pciSlotLock(slot);
        pciehpResetSlot(slot);
        pciSlotUnlock(slot);
    }

    protected void pciBusReset(PciBus bus) {
        pciBusLock(bus);
        pciBridgeSecondaryBusReset(bus.self);
        pciBusUnlock(bus);
    }

    /**
     * {@code vmd_probe}: the driver core holds device_lock of the VMD endpoint while the driver resets a bus of its domain.
     *
     * @param vmd the VMD endpoint
     * @param dev a device below a root port of the VMD's domain
     */
    public void vmdProbe(PciDev vmd, PciDev dev) {
        deviceLock(vmd);
        pciResetBus(dev);
        deviceUnlock(vmd);
    }

    /** Hot removal: the driver is unbound under device_lock, then the device is freed. */
    public void pciStopAndRemoveBusDevice(PciDev dev) {
        deviceLock(dev);
        deviceUnlock(dev);
        pciReleaseDev(dev);
    }

    /** {@code pci_release_dev}: the last reference is gone. */
    protected void pciReleaseDev(PciDev dev) {
        // Nothing that a lock would see, except in 6.10-rc1.
    }
}
