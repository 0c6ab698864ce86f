package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Yes: even an empty bus locks its bridge. */
@Claim(
        question = "And on the smallest tree on which patch 3 deadlocks?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U())",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface KeithBusch_02_SmallestTree {}
