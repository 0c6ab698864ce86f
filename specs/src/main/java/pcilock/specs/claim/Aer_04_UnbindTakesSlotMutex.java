package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery holds pci_slot_mutex and waits for the port, and the port driver takes that mutex with the port held, to remove its slot. */
@Claim(
        question = "The driver of a port with a slot is unbound while the slot is reset",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E])",
        tasks = {"unbind_store:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Aer_04_UnbindTakesSlotMutex {}
