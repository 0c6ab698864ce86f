package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The two never deadlock. What breaks is the bus reset, which does not hold the bridge. The function reset, waiting
 * for E, has set the flag of the bridge by then, and so the very lock that 7e89efc6e9e4 added keeps the warning of
 * patch 2 silent.
 */
@Claim(
        question = "pci_reset_function with the bridge lock, together with the bus lock of Patch2",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD, Property.WARNING_NEVER_SILENT})
interface FunctionReset_09_WithBridgeLockPatch2 {}
