package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** No order is inverted, but the function reset resets a bridge that it does not hold. */
@Claim(
        question = "pci_reset_function without the bridge lock, together with the bus lock of Linux611",
        revision = Revision.LINUX_6_11,
        fault = Fault.NO_BRIDGE_LOCK_6_11,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.WARNING_NEVER_SILENT, Property.NO_UNLOCKED_RESET_WARNING})
interface FunctionReset_08_WithoutBridgeLockLinux611 {}
