package pcilock.model.revision;

import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/** Commit f3efb9569b4a, after 6.14: pci_slot_unlock() releases a bridge once, with the bus below it. */
public class Commit_f3efb9569b4a extends Linux_6_13 {
    public Commit_f3efb9569b4a(TaskContext context) {
        super(context);
    }

    @Override
    public void pciSlotUnlock(PciSlot slot) {
        for (PciDev dev : devicesOn(slot.bus)) {
            if (slotOf(dev) == slot) {
                if (dev.subordinate != null) {
                    pciBusUnlock(dev.subordinate);
                } else {
                    pciDevUnlock(dev);
                }
            }
        }
    }
}
