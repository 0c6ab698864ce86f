package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** No access comes between the beginning and the end of a reset of U or of P. */
@Claim(
        question = "Resets above and below with a user access to the bridge between",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U", "pci_user_read_config:U"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface KeithBusch_09_ResetBelowAndUser {}
