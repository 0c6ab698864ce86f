package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** pci_reset_function takes P, then U, as the bus reset does. */
@Claim(
        question = "Bus reset against pci_reset_function of the bridge between and a user access",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:U", "pci_user_read_config:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface KeithBusch_10_FunctionOfBridge {}
