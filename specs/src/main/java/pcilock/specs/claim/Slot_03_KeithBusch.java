package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No. It mends pci_bus_lock(), which locks a bridge only through the bus below it. pci_slot_lock() still takes U
 * itself before it calls pci_bus_lock() for the bus below U. What was merged as a4e772898f8b rewrites the locks of
 * slots too.
 */
@Claim(
        question = "Does the diff as posted mend the slot path?",
        revision = Revision.KEITH_BUSCH,
        topology = "P([U()])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Slot_03_KeithBusch {}
