package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Both take locks from the top down. */
@Claim(
        question = "pci_reset_function with the bridge lock, together with the bus lock of KeithBusch",
        revision = Revision.KEITH_BUSCH,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface FunctionReset_11_WithBridgeLockKeithBusch {}
