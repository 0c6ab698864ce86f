package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Three tasks that start on three levels. */
@Claim(
        question = "pci_reset_bus of the top bus, a reset in the middle and a function reset, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(V(E),F),G)",
        tasks = {"pci_reset_bus:G", "pci_bus_error_reset:U", "pci_reset_function:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_15_DeepTrylockThreeTasks {}
