package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Its assertion warns, and is right: pci_bus_lock() leaves out the bridge. */
@Claim(
        question = "And of a path that does not hold the bridge?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface Lockdep_02_BusErrorReset {}
