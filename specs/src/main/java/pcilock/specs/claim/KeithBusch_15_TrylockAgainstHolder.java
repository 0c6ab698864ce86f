package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Only when it fails before it comes to U; otherwise it deadlocks as in KeithBusch_13. */
@Claim(
        question = "Does contention let the trylock of the diff as posted get away?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(F,U(E))",
        tasks = {"pci_reset_bus:F", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface KeithBusch_15_TrylockAgainstHolder {}
