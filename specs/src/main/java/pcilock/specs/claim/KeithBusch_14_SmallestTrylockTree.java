package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The same two devices as for the blocking path of patch 3. */
@Claim(
        question = "On which smallest tree does the trylock of the diff as posted deadlock?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U())",
        tasks = "pci_reset_bus:U",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface KeithBusch_14_SmallestTrylockTree {}
