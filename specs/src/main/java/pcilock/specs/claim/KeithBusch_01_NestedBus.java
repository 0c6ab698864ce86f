package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Yes: U is locked only as the bridge of the bus below it, once. */
@Claim(
        question = "Is the blocking path of Keith Busch's diff free of deadlock on a bridge below a bridge?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(E),F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface KeithBusch_01_NestedBus {}
