package pcilock.model.revision;

import java.util.List;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/**
 * Commit a4e772898f8b, "PCI: Add missing bridge lock to pci_bus_lock()", as merged for 6.11: lock and unlock are those of Keith
 * Busch's diff, and pci_bus_trylock() follows the same rule without ever blocking. The locks of a slot are to lock a bridge
 * through the bus below it as well, which not all of their branches do.
 */
public class Linux_6_11 extends KeithBusch {
    public Linux_6_11(TaskContext context) {
        super(context);
    }

    @Override
    public boolean pciBusTrylock(PciBus bus) {
        if (!pciDevTrylock(bus.self)) {
            return false;
        }
        List<PciDev> devices = devicesOn(bus);
        for (int i = 0; i < devices.size(); i++) {
            PciDev dev = devices.get(i);
            if (dev.subordinate != null) {
                if (!pciBusTrylock(dev.subordinate)) {
                    return unlock(bus, i);
                }
            } else if (!pciDevTrylock(dev)) {
                return unlock(bus, i);
            }
        }
        return true;
    }

    /** The label {@code unlock:} of pci_bus_trylock. */
    private boolean unlock(PciBus bus, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(bus).get(i);
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            } else {
                pciDevUnlock(dev);
            }
        }
        pciDevUnlock(bus.self);
        return false;
    }

    @Override
    public void pciSlotLock(PciSlot slot) {
        for (PciDev dev : devicesOn(slot.bus)) {
            if (slotOf(dev) == slot) {
                if (dev.subordinate != null) {
                    pciBusLock(dev.subordinate);
                } else {
                    pciDevLock(dev);
                }
            }
        }
    }

    @Override
    public void pciSlotUnlock(PciSlot slot) {
        for (PciDev dev : devicesOn(slot.bus)) {
            if (slotOf(dev) == slot) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                }
                pciDevUnlock(dev); // with dev.subordinate as well, whose lock the line above has released
            }
        }
    }

    @Override
    public boolean pciSlotTrylock(PciSlot slot) {
        List<PciDev> devices = devicesOn(slot.bus);
        for (int i = 0; i < devices.size(); i++) {
            PciDev dev = devices.get(i);
            if (slotOf(dev) != slot) {
                continue;
            }
            if (dev.subordinate != null) {
                if (!pciBusTrylock(dev.subordinate)) {
                    pciDevUnlock(dev); // which was not taken
                    return unlock(slot, i);
                }
            } else if (!pciDevTrylock(dev)) {
                return unlock(slot, i);
            }
        }
        return true;
    }

    /** The label {@code unlock:} of pci_slot_trylock: lets go of the first {@code taken} devices of the bus, as far as in the slot. */
    protected final boolean unlock(PciSlot slot, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(slot.bus).get(i);
            if (slotOf(dev) == slot) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                } else {
                    pciDevUnlock(dev);
                }
            }
        }
        return false;
    }

    @Override
    public boolean mlxswBlocksBridge() {
        return true;
    }
}
