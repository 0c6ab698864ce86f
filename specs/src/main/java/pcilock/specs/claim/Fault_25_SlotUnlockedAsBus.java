package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** F, which lies outside the slot and was not taken, is released. */
@Claim(
        question = "Seeded fault: pci_slot_unlock releases every device of the bus",
        revision = Revision.COMMIT_1F5E57C622B4,
        fault = Fault.SLOT_UNLOCKED_AS_BUS,
        topology = "P([E],F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.RELEASED_BY_HOLDER, Property.NO_CLEAR_FLAG_RELEASED})
interface Fault_25_SlotUnlockedAsBus {}
