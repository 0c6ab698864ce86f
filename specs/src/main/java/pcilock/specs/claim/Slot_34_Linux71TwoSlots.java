package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** pci_slot_mutex lets one in at a time. */
@Claim(
        question = "AER recovery of two slots at once, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E]),Q([F])",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:Q"},
        expected = Answer.PROVED)
interface Slot_34_Linux71TwoSlots {}
