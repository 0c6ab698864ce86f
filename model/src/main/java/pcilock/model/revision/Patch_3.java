package pcilock.model.revision;

import java.util.List;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.TaskContext;

/**
 * Patch 3 of the thread, "PCI: Add missing bridge lock to pci_bus_lock()" (v2, 31 May 2024; dbc5b5c0d268 in pci/next in June
 * 2024), on top of patches 1 and 2. Every composite lock of a bus begins with the bridge above it.
 */
public class Patch_3 extends Patch_2 {
    public Patch_3(TaskContext context) {
        super(context);
    }

    @Override
    public void pciBusLock(PciBus bus) {
        pciDevLock(bus.self);
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
        pciDevUnlock(bus.self);
    }

    @Override
    public boolean pciBusTrylock(PciBus bus) {
        pciDevLock(bus.self);
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

    /** The label {@code unlock:} of pci_bus_trylock. */
    private boolean unlock(PciBus bus, int taken) {
        for (int i = taken - 1; i >= 0; i--) {
            PciDev dev = devicesOn(bus).get(i);
            if (dev.subordinate != null) {
                pciBusUnlock(dev.subordinate);
            }
            pciDevUnlock(dev);
        }
        pciDevUnlock(bus.self);
        return false;
    }
}
