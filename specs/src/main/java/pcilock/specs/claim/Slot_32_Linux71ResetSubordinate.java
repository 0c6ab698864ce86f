package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** It takes the slot path now, as the other one does: one waits for the other at pci_slot_mutex, and both hold the bridge. */
@Claim(
        question = "reset_subordinate against AER recovery of the slot, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_subordinate:P", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface Slot_32_Linux71ResetSubordinate {}
