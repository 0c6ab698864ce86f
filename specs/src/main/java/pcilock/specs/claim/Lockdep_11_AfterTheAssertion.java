package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes: a failed assertion is an ordinary warning, so lockdep goes on, and reports the release of a map that the trylock
 * never acquired. Both stand in the boot log of a machine with VMD of May 2024.
 */
@Claim(
        question = "Does lockdep go on after its assertion has failed?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = "pci_reset_bus:E",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_BALANCED, Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface Lockdep_11_AfterTheAssertion {}
