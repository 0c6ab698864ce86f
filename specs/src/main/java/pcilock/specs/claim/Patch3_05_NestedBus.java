package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes, with one task: see Patch3_01. F is never reached. */
@Claim(
        question = "Does the blocking reset of a bus with a bridge on it deadlock?",
        revision = Revision.PATCH_3,
        topology = "P(U(E),F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Patch3_05_NestedBus {}
