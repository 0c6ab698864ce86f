package pcilock.model.pci;

import pcilock.model.kernel.Mutex;

/**
 * {@code struct pci_slot} of the pciehp driver, whose reset is a secondary bus reset of the bridge above the bus. There is at most
 * one on a bus. Which devices are in it is for {@link PciCore#slotOf} to say, as that changed with the revisions.
 */
public final class PciSlot {
    /** The bus this slot is on. */
    public final PciBus bus;

    /** {@code pci_slot_mutex}: one for the whole machine. */
    public final Mutex pciSlotMutex;

    PciSlot(PciBus bus, Mutex pciSlotMutex) {
        this.bus = bus;
        this.pciSlotMutex = pciSlotMutex;
    }
}
