package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * Alone, the second unlock finds the flag clear and the mutex free, of which only the flag warns; the kernel notices
 * nothing of the mutex.
 */
@Claim(
        question = "Seeded fault: pci_bus_unlock releases the bridge twice",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_UNLOCKED_TWICE,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_CLEAR_FLAG_RELEASED, Property.RELEASED_BY_HOLDER})
interface Fault_05_BridgeUnlockedTwice {}
