package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes, with one task, as the blocking path does: the trylock of U succeeds, and the recursive call takes U again with
 * the blocking call.
 */
@Claim(
        question = "Does pci_reset_bus deadlock on a bus with a bridge on it?",
        revision = Revision.PATCH_3,
        topology = "P(U(E),F)",
        tasks = "pci_reset_bus:F",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface Patch3_10_NestedTrylock {}
