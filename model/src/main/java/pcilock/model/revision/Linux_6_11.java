package pcilock.model.revision;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;

/**
 * Commit a4e772898f8b, "PCI: Add missing bridge lock to pci_bus_lock()", as merged for 6.11: lock and unlock are those of Keith
 * Busch's diff, and pci_bus_trylock() follows the same rule without ever blocking.
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
        for (int i = 0; i < bus.devices.size(); i++) {
            PciDev dev = bus.devices.get(i);
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
            PciDev dev = bus.devices.get(i);
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            } else {
                pciDevUnlock(dev);
            }
        }
        pciDevUnlock(bus.self);
        return false;
    }
}
