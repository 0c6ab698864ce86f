package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The slot path locks what is in the slot and not the bridge that it resets, like the bus path of that time. */
@Claim(
        question = "AER recovery of a slot before any of the changes",
        revision = Revision.LINUX_6_9,
        topology = "P([E])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.BRIDGE_HELD)
interface Slot_01_Linux69 {}
