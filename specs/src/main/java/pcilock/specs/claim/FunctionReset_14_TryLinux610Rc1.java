package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * It tries the function and never the bridge, the same in every tree read. Lockdep goes on after the assertion, and the unlock then
 * releases a map that the trylock never acquired.
 */
@Claim(
        question = "pci_try_reset_function of a function that is alone on its bus, Linux610Rc1",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = "pci_try_reset_function:E",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD, Property.LOCKDEP_BALANCED})
interface FunctionReset_14_TryLinux610Rc1 {}
