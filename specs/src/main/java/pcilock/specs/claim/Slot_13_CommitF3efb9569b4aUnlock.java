package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: what is left is the bridge that the slot path never took. */
@Claim(
        question = "Does f3efb9569b4a mend pci_slot_unlock?",
        revision = Revision.COMMIT_F3EFB9569B4A,
        topology = "P([U()])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_13_CommitF3efb9569b4aUnlock {}
