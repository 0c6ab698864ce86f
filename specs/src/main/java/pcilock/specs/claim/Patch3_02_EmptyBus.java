package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** No: it takes a bridge below a bridge. */
@Claim(
        question = "Does patch 3 deadlock on a bridge with nothing below it?",
        revision = Revision.PATCH_3,
        topology = "P()",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Patch3_02_EmptyBus {}
