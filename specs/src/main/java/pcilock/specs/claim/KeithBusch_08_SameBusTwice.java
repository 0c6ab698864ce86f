package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** They take turns, and the user waits for both. */
@Claim(
        question = "Two resets of one bus and a user access to a leaf",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:P", "pci_user_read_config:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface KeithBusch_08_SameBusTwice {}
