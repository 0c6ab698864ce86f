package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** No: it takes a bridge below a bridge. */
@Claim(
        question = "Does patch 3 deadlock on a bus with one device?",
        revision = Revision.PATCH_3,
        topology = "P(E)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Patch3_03_OneDevice {}
