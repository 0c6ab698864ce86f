package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The path that the thread began with. By the slot path it still resets P without holding it, and lets go of U twice.
 * Vmd_06 is the same without a slot, which is what a real VMD's probe meets: the slots of its domain come after it.
 */
@Claim(
        question = "The VMD probe with a switch in a hot-plug slot of the root port, 6.11",
        revision = Revision.LINUX_6_11,
        topology = "V,P([U(E)])",
        tasks = "vmd_probe:V+U",
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Slot_10_Linux611Vmd {}
