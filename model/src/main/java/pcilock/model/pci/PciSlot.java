package pcilock.model.pci;

/**
 * {@code struct pci_slot} of the pciehp driver, whose reset is a secondary bus reset of the bridge above the bus. There is at most
 * one on a bus. Which devices are in it is for {@link PciCore#slotOf} to say, as that changed with the revisions.
 */
public final class PciSlot {
    /** The bus this slot is on. */
    public final PciBus bus;

    PciSlot(PciBus bus) {
        this.bus = bus;
    }
}
