package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Alone, nothing happens but that the mutex stays held. */
@Claim(
        question = "Seeded fault: pci_bus_error_reset returns with pci_slot_mutex held",
        revision = Revision.LINUX_7_1,
        fault = Fault.SLOT_MUTEX_KEPT,
        topology = "P([E])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.NOTHING_LEFT_HELD)
interface Fault_22_SlotMutexKept {}
