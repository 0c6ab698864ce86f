package pcilock.model.revision;

import java.util.List;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciCore;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/**
 * Linux 6.9, before any of the changes of the thread. A bus, and a slot, is locked without the bridge above it; a function is
 * reset without the bridge above it.
 */
public class Linux_6_9 extends PciCore {
    public Linux_6_9(TaskContext context) {
        super(context);
    }

    @Override
    public void pciBusLock(PciBus bus) {
        for (PciDev dev : devicesOn(bus)) {
            pciDevLock(dev);
            if (dev.subordinate != null) {
                pciBusLock(dev.subordinate);
            }
        }
    }

    @Override
    public void pciBusUnlock(PciBus bus) {
        for (PciDev dev : devicesOn(bus)) {
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            }
            pciDevUnlock(dev);
        }
    }

    @Override
    public boolean pciBusTrylock(PciBus bus) {
        List<PciDev> devices = devicesOn(bus);
        for (int i = 0; i < devices.size(); i++) {
            PciDev dev = devices.get(i);
            if (!pciDevTrylock(dev)) {
                return unlock(bus, i);
            }
            if (dev.subordinate != null) {
                if (!pciBusTrylock(dev.subordinate)) {
                    pciDevUnlock(dev);
                    return unlock(bus, i);
                }
            }
        }
        return true;
    }

    /** The label {@code unlock:} of pci_bus_trylock: lets go of the first {@code taken} devices, the last one first. */
    private boolean unlock(PciBus bus, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(bus).get(i);
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            }
            pciDevUnlock(dev);
        }
        return false;
    }

    @Override
    public void pciSlotLock(PciSlot slot) {
        for (PciDev dev : devicesOn(slot.bus)) {
            if (slotOf(dev) == slot) {
                pciDevLock(dev);
                if (dev.subordinate != null) {
                    pciBusLock(dev.subordinate);
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
                pciDevUnlock(dev);
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
            if (!pciDevTrylock(dev)) {
                return unlock(slot, i);
            }
            if (dev.subordinate != null) {
                if (!pciBusTrylock(dev.subordinate)) {
                    pciDevUnlock(dev);
                    return unlock(slot, i);
                }
            }
        }
        return true;
    }

    /** The label {@code unlock:} of pci_slot_trylock: lets go of the first {@code taken} devices of the bus, as far as in the slot. */
    private boolean unlock(PciSlot slot, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(slot.bus).get(i);
            if (slotOf(dev) == slot) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                }
                pciDevUnlock(dev);
            }
        }
        return false;
    }
}
