package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * Not even on a flat bus: pci_bus_lock() holds two siblings at once, which are of one depth and so of one class.
 * Lockdep reports recursion where there is none. (An annotation with nest_lock, which lockdep has and nobody on the
 * thread proposes, is not modelled.)
 */
@Claim(
        question = "Would one key with a subclass for each depth do in its place?",
        revision = Revision.LINUX_6_10_RC1,
        fault = Fault.DEPTH_SUBCLASS,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_NO_RECURSION, Property.BRIDGE_HELD})
interface Lockdep_05_SubclassSiblings {}
