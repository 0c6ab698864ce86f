package pcilock.model.pci;

import java.util.ArrayList;
import java.util.List;
import pcilock.model.kernel.ActiveReference;
import pcilock.model.kernel.Event;
import pcilock.model.kernel.GuardedObject;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.RwSemaphore;
import pcilock.model.kernel.StateBit;
import pcilock.model.kernel.TaskSet;
import pcilock.model.pci.driver.Driver;

/**
 * The locks around those of the resets, and what decides whether there is something to lock: which devices are there and bound, and
 * whether the slot of a port exists.
 *
 * <p>A machine has them where one of its tasks is an entry point that takes them: see {@link EntryPoint#isWider}. On such a machine the
 * resets take their part of them too. Where only resets and accesses run, nobody holds any of these for longer than a moment but the
 * reset of a slot, which takes the reset_lock of its port last and waits for nothing that is not free again by itself; so leaving them
 * out there leaves out no wait that lasts. A test asks every claim about resets alone both ways.
 */
public final class WiderLocks {
    /** {@code pci_rescan_remove_lock}, R in the notes. */
    public static final String PCI_RESCAN_REMOVE_LOCK = "pci_rescan_remove_lock";

    /** {@code pci_rescan_remove_lock}. */
    public final Mutex pciRescanRemoveLock;

    /** {@code pci_bus_sem}. */
    public final RwSemaphore pciBusSem;

    /** {@code probe_count} of the driver core: inside is who calls a driver's probe, and nobody enters after {@code defer_all_probes}. */
    public final ActiveReference probeCount;

    private final PerDevice[] devices;
    private final List<GuardedObject> objects = new ArrayList<>();
    private final List<RwSemaphore> resetLocks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<TaskSet> sets = new ArrayList<>();
    private final int firstNumber;

    /** What each device has, or could have. */
    private static final class PerDevice {
        ActiveReference attributes;
        StateBit gone;
        StateBit unbound;
        StateBit matchDriver;
        RwSemaphore resetLock;
        ActiveReference slotAttributes;
        ActiveReference hotplugThread;
        ActiveReference aerThread;
        ActiveReference dpcThread;
        ActiveReference linkDownThread;
        ActiveReference linkChanging;
        StateBit slotGone;
        Driver driver;
        Mutex driverMutex;
        RwSemaphore memoryLock;
        ActiveReference registration;
        ActiveReference work;
        StateBit sriovDisabled;
    }

    WiderLocks(PciTopology topology) {
        pciRescanRemoveLock = topology.mutex(PCI_RESCAN_REMOVE_LOCK);
        firstNumber = topology.mutexes;
        pciBusSem = semaphore("pci_bus_sem");
        probeCount = reference("probe_count", false);
        devices = new PerDevice[topology.devices.length];
        for (PciDev dev : topology.devices) {
            PerDevice its = new PerDevice();
            devices[dev.index] = its;
            String name = "(" + dev.name + ")";
            boolean isRemoved = topology.isRemovedAtFirst(dev);
            boolean isUnbound = topology.isUnboundAtFirst(dev);
            its.attributes = reference("sysfs" + name, isRemoved);
            its.gone = bit("removed" + name, isRemoved);
            its.unbound = add(new StateBit(
                    add("unbound" + name), sets.size(), isUnbound, Event.DRIVER_UNBOUND, Event.DRIVER_BOUND));
            its.matchDriver = bit("match_driver" + name, !isRemoved);
            if (dev.subordinate != null && dev.bus.self == null) {
                its.aerThread = reference("aer_isr" + name, isUnbound);
                its.dpcThread = reference("dpc_handler" + name, isUnbound);
                its.linkDownThread = reference("link_down" + name, false);
            }
            if (dev.subordinate != null && dev.subordinate.slot != null) {
                its.resetLock = semaphore("reset_lock" + name);
                resetLocks.add(its.resetLock);
                its.slotAttributes = reference("sysfs_slot" + name, isUnbound);
                its.hotplugThread = reference("pciehp_ist" + name, isUnbound);
                its.slotGone = bit("slot_removed" + name, isUnbound);
                its.linkChanging = reference("PCI_LINK_CHANGING" + name, false);
            }
            if (!dev.virtualFunctions.isEmpty()) {
                its.sriovDisabled =
                        bit("sriov_disabled" + name, topology.isRemovedAtFirst(dev.virtualFunctions.get(0)));
            }
            addDriver(its, topology, dev, name);
        }
    }

    private void addDriver(PerDevice its, PciTopology topology, PciDev dev, String name) {
        its.driver = topology.driver(dev);
        if (its.driver == null) {
            return;
        }
        its.driverMutex = its.driver.mutex == null ? null : topology.mutex(dev, its.driver.mutex);
        if (its.driver == Driver.VFIO_PCI) {
            its.memoryLock = semaphore("memory_lock" + name);
            its.registration = reference("vfio_device" + name, topology.isUnboundAtFirst(dev));
        } else if (its.driver == Driver.PDS_CORE || its.driver == Driver.BTINTEL_PCIE) {
            its.work = reference("work" + name, topology.isUnboundAtFirst(dev));
        }
    }

    private RwSemaphore semaphore(String name) {
        RwSemaphore made = new RwSemaphore(add(name), sets.size());
        sets.add(made.readers);
        sets.add(made.writer);
        sets.add(made.waitingWriters);
        objects.add(made);
        return made;
    }

    private ActiveReference reference(String name, boolean goneAtFirst) {
        ActiveReference made = new ActiveReference(add(name), sets.size(), goneAtFirst);
        sets.add(made.inside);
        sets.add(made.gone);
        objects.add(made);
        return made;
    }

    private StateBit bit(String name, boolean setAtFirst) {
        return add(new StateBit(add(name), sets.size(), setAtFirst));
    }

    private StateBit add(StateBit made) {
        sets.add(made.bit);
        objects.add(made);
        return made;
    }

    private int add(String name) {
        names.add(name);
        return firstNumber + names.size() - 1;
    }

    /** Every semaphore, reference and bit, in the order of its {@link GuardedObject#number}. */
    public List<GuardedObject> objects() {
        return objects;
    }

    /** Every set of these, in the order of its {@link TaskSet#number}. */
    public List<TaskSet> sets() {
        return sets;
    }

    /** The {@code reset_lock} of every port that has one. */
    public List<RwSemaphore> resetLocks() {
        return resetLocks;
    }

    String nameOf(int number) {
        return names.get(number - firstNumber);
    }

    // What a device has. No array is read elsewhere: see pcilock.specs.scenario.Machine.

    /** The active reference of the attributes of a device, all of which are drained together. */
    public ActiveReference attributes(PciDev dev) {
        return devices[dev.index].attributes;
    }

    /** Set while the device is not on the list of its bus. */
    public StateBit gone(PciDev dev) {
        return devices[dev.index].gone;
    }

    /** Set while no driver is bound to the device. */
    public StateBit unbound(PciDev dev) {
        return devices[dev.index].unbound;
    }

    /** {@code dev->match_driver}: set once the scan that found the device is done with it, before which nobody can bind a driver. */
    public StateBit matchDriver(PciDev dev) {
        return devices[dev.index].matchDriver;
    }

    /** {@code ctrl->reset_lock} of the pciehp that serves a port; null where none does. */
    public RwSemaphore resetLock(PciDev port) {
        return devices[port.index].resetLock;
    }

    /** The active reference of the attributes of the slot below a port; null where it has no slot. */
    public ActiveReference slotAttributes(PciDev port) {
        return devices[port.index].slotAttributes;
    }

    /** The irq thread of the pciehp that serves a port; null where none does. */
    public ActiveReference hotplugThread(PciDev port) {
        return devices[port.index].hotplugThread;
    }

    /** The irq thread of AER at a root port; null for any other device. */
    public ActiveReference aerThread(PciDev port) {
        return devices[port.index].aerThread;
    }

    /** The irq thread of DPC at a root port; null for any other device. */
    public ActiveReference dpcThread(PciDev port) {
        return devices[port.index].dpcThread;
    }

    /** The irq thread in which the host bridge of a root port hears that its link went down; null for any other device. */
    public ActiveReference linkDownThread(PciDev port) {
        return devices[port.index].linkDownThread;
    }

    /**
     * {@code PCI_LINK_CHANGING} of the port of a slot, 6.16 on: inside is who makes its link change; null where there is no slot. Nobody is
     * ever kept from entering it.
     */
    public ActiveReference linkChanging(PciDev port) {
        return devices[port.index].linkChanging;
    }

    /** Set while the slot below a port does not exist; null where it never does. */
    public StateBit slotGone(PciDev port) {
        return devices[port.index].slotGone;
    }

    /** The driver of a device, as far as the machine says; null where it says nothing. */
    public Driver driver(PciDev dev) {
        return devices[dev.index].driver;
    }

    /** The mutex that its driver has for a device: {@code dev_set->lock} of vfio, the devlink lock of mlx5. */
    public Mutex driverMutex(PciDev dev) {
        return devices[dev.index].driverMutex;
    }

    /** vfio's {@code memory_lock} of a device. */
    public RwSemaphore memoryLock(PciDev dev) {
        return devices[dev.index].memoryLock;
    }

    /** Who uses a device by way of vfio: {@code vfio_device_try_get_registration}. */
    public ActiveReference registration(PciDev dev) {
        return devices[dev.index].registration;
    }

    /** The work item of the driver of a device. */
    public ActiveReference work(PciDev dev) {
        return devices[dev.index].work;
    }

    /** Set while a physical function has SR-IOV disabled; null for any other device. */
    public StateBit sriovDisabled(PciDev physfn) {
        return devices[physfn.index].sriovDisabled;
    }
}
