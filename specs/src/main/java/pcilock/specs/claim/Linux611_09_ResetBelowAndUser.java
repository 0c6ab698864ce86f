package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_09. */
@Claim(
        question = "Resets above and below with a user access to the bridge between, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U", "pci_user_read_config:U"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_09_ResetBelowAndUser {}
