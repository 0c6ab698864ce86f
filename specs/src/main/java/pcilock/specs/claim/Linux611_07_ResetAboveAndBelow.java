package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_07. */
@Claim(
        question = "Bus resets on three levels at once, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(V(E),F),G)",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:U", "pci_bus_error_reset:V"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_07_ResetAboveAndBelow {}
