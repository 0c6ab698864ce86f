package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: nothing is released that was not taken. The bridge above the slot is still not held. */
@Claim(
        question = "Does 9368d1ee6282 mend pci_slot_trylock?",
        revision = Revision.COMMIT_9368D1EE6282,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_17_Commit9368d1ee6282Trylock {}
