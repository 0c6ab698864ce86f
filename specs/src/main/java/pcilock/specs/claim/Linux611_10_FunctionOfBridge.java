package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** As KeithBusch_10. */
@Claim(
        question = "Bus reset against pci_reset_function of the bridge between and a user access, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:U", "pci_user_read_config:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_10_FunctionOfBridge {}
