package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** They meet on the way down and wait for each other from the top. */
@Claim(
        question = "Bus resets on three levels at once",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(V(E),F),G)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U", "pci_bus_error_reset:V"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface KeithBusch_07_ResetAboveAndBelow {}
