package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** They meet at U, which each takes before anything below it. */
@Claim(
        question = "Bus reset against the reset of the bus below it",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U())",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U"},
        expected = Answer.PROVED)
interface KeithBusch_06_ResetBelow {}
