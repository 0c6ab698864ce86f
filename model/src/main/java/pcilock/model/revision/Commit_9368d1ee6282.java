package pcilock.model.revision;

import java.util.List;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;
import pcilock.model.pci.TaskContext;

/** Commit 9368d1ee6282, December 2025: pci_slot_trylock() no longer releases a bridge that it failed to take. */
public class Commit_9368d1ee6282 extends Linux_6_18 {
    public Commit_9368d1ee6282(TaskContext context) {
        super(context);
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
                    return unlock(slot, i);
                }
            } else if (!pciDevTrylock(dev)) {
                return unlock(slot, i);
            }
        }
        return true;
    }
}
