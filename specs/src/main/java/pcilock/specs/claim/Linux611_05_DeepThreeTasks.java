package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_05. */
@Claim(
        question = "Bus reset against pci_reset_function and a user read, three tasks at once, as merged: deep tree",
        revision = Revision.LINUX_6_11,
        topology = "P(U(V(E),F),G)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_05_DeepThreeTasks {}
