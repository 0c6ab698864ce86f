package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bus path takes everything below P and does not look at slots. */
@Claim(
        question = "A slot further down, when the bus above it is reset, with the diff as posted",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U([E]))",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Slot_05_KeithBuschSlotBelow {}
