package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_08. */
@Claim(
        question = "Two resets of one bus and a user access to a leaf, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:P", "pci_user_read_config:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_08_SameBusTwice {}
