package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The splat of the thread: lock_map_assert_held() fails in pci_bridge_secondary_bus_reset(), and it is right. Lockdep goes on, and the
 * unlock then releases maps that the trylock of the bus never acquired.
 */
@Claim(
        question = "The VMD path in 6.10-rc1: what does lockdep say?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "V,P(E)",
        tasks = "vmd_probe:V+E",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD, Property.LOCKDEP_BALANCED})
interface Vmd_02_Linux610Rc1 {}
