package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The unwinding releases E, whose map was never acquired: a false report. Where the trylock succeeds, the assertion
 * warns of what is really wrong.
 */
@Claim(
        question = "And when a bus trylock fails and unwinds?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_BALANCED, Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface Lockdep_04_TrylockUnwinding {}
