package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The two never deadlock. What breaks is the bus reset, which does not hold the bridge. */
@Claim(
        question = "pci_reset_function with the bridge lock, together with the bus lock of Linux610Rc1",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface FunctionReset_09_WithBridgeLockLinux610Rc1 {}
