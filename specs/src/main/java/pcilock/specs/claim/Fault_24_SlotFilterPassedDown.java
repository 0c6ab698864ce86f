package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** E is in no slot of the bus that U is on, so it is passed by, and a user reads it during the reset. */
@Claim(
        question = "Seeded fault: pci_slot_lock passes its filter on to the bus below a bridge",
        revision = Revision.LINUX_7_1,
        fault = Fault.SLOT_FILTER_PASSED_DOWN,
        topology = "P([U(E)])",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:E"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Fault_24_SlotFilterPassedDown {}
