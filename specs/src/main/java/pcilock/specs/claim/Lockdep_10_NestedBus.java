package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No: every device has a key of its own, so taking one device after the other is no recursion. The only report is the
 * assertion, which is right. The price is a key for each device.
 */
@Claim(
        question = "Does the map give false reports for the recursion of pci_bus_lock?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(U(E),F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface Lockdep_10_NestedBus {}
