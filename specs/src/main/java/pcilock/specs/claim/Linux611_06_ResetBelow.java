package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_06. */
@Claim(
        question = "Bus reset against the reset of the bus below it, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U())",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U"},
        expected = Answer.PROVED)
interface Linux611_06_ResetBelow {}
