package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Free of deadlock. */
@Claim(
        question = "The smallest tree on which patch 3 deadlocks, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U())",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Linux611_02_SmallestTree {}
