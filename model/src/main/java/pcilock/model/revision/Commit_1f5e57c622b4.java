package pcilock.model.revision;

import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/** Commit 1f5e57c622b4, January 2026: every composite lock of a slot begins with the bridge above the bus, as that of a bus does. */
public class Commit_1f5e57c622b4 extends Commit_9368d1ee6282 {
    public Commit_1f5e57c622b4(TaskContext context) {
        super(context);
    }

    @Override
    public void pciSlotLock(PciSlot slot) {
        pciDevLock(slot.bus.self);
        super.pciSlotLock(slot);
    }

    @Override
    public void pciSlotUnlock(PciSlot slot) {
        super.pciSlotUnlock(slot);
        pciDevUnlock(slot.bus.self);
    }

    @Override
    public boolean pciSlotTrylock(PciSlot slot) {
        if (!pciDevTrylock(slot.bus.self)) {
            return false;
        }
        if (super.pciSlotTrylock(slot)) {
            return true;
        }
        pciDevUnlock(slot.bus.self);
        return false;
    }
}
