package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** All locks are taken from the top down, and the reset holds the bridge while the user waits. */
@Claim(
        question = "Bus reset against pci_reset_function and a user read, three tasks at once: deep tree",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(V(E),F),G)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface KeithBusch_05_DeepThreeTasks {}
