package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Both take the bridge first. A flat tree only: on a nested one patch 3 deadlocks by itself. */
@Claim(
        question = "pci_reset_function with the bridge lock, together with the bus lock of Patch3",
        revision = Revision.PATCH_3,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface FunctionReset_10_WithBridgeLockPatch3 {}
