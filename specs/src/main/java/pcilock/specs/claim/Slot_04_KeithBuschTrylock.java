package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It sleeps for ever inside a trylock, as KeithBusch_13 does by the bus path. */
@Claim(
        question = "And pci_reset_bus by the slot path, with the diff as posted?",
        revision = Revision.KEITH_BUSCH,
        topology = "P([U()])",
        tasks = "pci_reset_bus:U",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface Slot_04_KeithBuschTrylock {}
