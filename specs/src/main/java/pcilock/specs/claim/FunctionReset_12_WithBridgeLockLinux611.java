package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Both take locks from the top down. */
@Claim(
        question = "pci_reset_function with the bridge lock, together with the bus lock of Linux611",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface FunctionReset_12_WithBridgeLockLinux611 {}
