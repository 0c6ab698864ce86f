package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes. pci_slot_lock() takes U and then calls pci_bus_lock() for the bus below U, which patch 3 made begin with U.
 * The patch does not touch the slot path; the machine-wide pci_slot_mutex stays held, so that no slot of the machine
 * can recover any more.
 */
@Claim(
        question = "Does patch 3 deadlock by the slot path too?",
        revision = Revision.PATCH_3,
        topology = "P([U()])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Slot_02_Patch3 {}
