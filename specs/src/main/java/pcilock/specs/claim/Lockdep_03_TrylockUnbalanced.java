package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * A false report: the unlock releases a map that the trylock never acquired. The function has a sibling, so no bus is
 * reset and nothing is wrong.
 */
@Claim(
        question = "What does the trylock, which does not acquire the map, do to it on a correct path?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E,F)",
        tasks = "pci_try_reset_function:E",
        expected = Answer.REFUTED,
        breaks = Property.LOCKDEP_BALANCED)
interface Lockdep_03_TrylockUnbalanced {}
