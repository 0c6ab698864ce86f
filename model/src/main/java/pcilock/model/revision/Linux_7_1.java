package pcilock.model.revision;

import java.util.List;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/**
 * Linux 7.1. Commit 7b193af58b7f: one walker locks buses and slots, with the slot as an optional filter, and skips a bridge that
 * is missing. Commit 102c8b26b54e: the slot of pciehp covers all devices of its bus. And reset_subordinate goes the way of
 * pci_bus_error_reset, with trylocks in place of locks: it takes pci_slot_mutex first and resets by slots where the bus has them.
 * Commit a5338e365c45: sriov_numvfs_store takes pci_rescan_remove_lock.
 */
public class Linux_7_1 extends Commit_1f5e57c622b4 {
    public Linux_7_1(TaskContext context) {
        super(context);
    }

    @Override
    public void pciBusLock(PciBus bus) {
        lock(bus, null);
    }

    @Override
    public void pciBusUnlock(PciBus bus) {
        unlock(bus, null);
    }

    @Override
    public boolean pciBusTrylock(PciBus bus) {
        return trylock(bus, null);
    }

    @Override
    public void pciSlotLock(PciSlot slot) {
        lock(slot.bus, slot);
    }

    @Override
    public void pciSlotUnlock(PciSlot slot) {
        unlock(slot.bus, slot);
    }

    @Override
    public boolean pciSlotTrylock(PciSlot slot) {
        return trylock(slot.bus, slot);
    }

    private void lock(PciBus bus, PciSlot slot) {
        if (bus.self != null) {
            pciDevLock(bus.self);
        }
        for (PciDev dev : devicesOn(bus)) {
            if (slot != null && slotOf(dev) != slot) {
                continue;
            }
            if (dev.subordinate != null) {
                pciBusLock(dev.subordinate);
            } else {
                pciDevLock(dev);
            }
        }
    }

    private void unlock(PciBus bus, PciSlot slot) {
        for (PciDev dev : devicesOn(bus)) {
            if (slot != null && slotOf(dev) != slot) {
                continue;
            }
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            } else {
                pciDevUnlock(dev);
            }
        }
        if (bus.self != null) {
            pciDevUnlock(bus.self);
        }
    }

    private boolean trylock(PciBus bus, PciSlot slot) {
        if (bus.self != null && !pciDevTrylock(bus.self)) {
            return false;
        }
        List<PciDev> devices = devicesOn(bus);
        for (int i = 0; i < devices.size(); i++) {
            PciDev dev = devices.get(i);
            if (slot != null && slotOf(dev) != slot) {
                continue;
            }
            boolean taken = dev.subordinate != null ? pciBusTrylock(dev.subordinate) : pciDevTrylock(dev);
            if (!taken) {
                return unlock(bus, slot, i);
            }
        }
        return true;
    }

    /** The label {@code unlock:} of the walker. */
    private boolean unlock(PciBus bus, PciSlot slot, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(bus).get(i);
            if (slot != null && slotOf(dev) != slot) {
                continue;
            }
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            } else {
                pciDevUnlock(dev);
            }
        }
        if (bus.self != null) {
            pciDevUnlock(bus.self);
        }
        return false;
    }

    /** All devices of the bus, whatever the notation says of device numbers: there is no slot that covers some of them. */
    @Override
    protected PciSlot slotOf(PciDev dev) {
        return dev.bus.slot;
    }

    @Override
    public boolean sriovNumvfsTakesRescanLock() {
        return true;
    }

    @Override
    public void resetSubordinate(PciDev bridge) {
        PciBus bus = bridge.subordinate;
        if (bus == null) {
            return; // -ENOTTY
        }
        mutexLock(pciSlotMutex);
        if (!hasSlot(bus)) {
            mutexUnlock(pciSlotMutex);
            pciTryResetBus(bus);
            return;
        }
        pciTryResetSlot(bus.slot);
        mutexUnlock(pciSlotMutex);
    }

    @Override
    public boolean vfioLocksBridgeAtLastClose() {
        return true;
    }
}
