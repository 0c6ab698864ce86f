package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It gets through, as the flag of the bridge was never set. */
@Claim(
        question = "A user access to the bridge during pci_reset_bus by the slot path, before 1f5e57c622b4",
        revision = Revision.COMMIT_9368D1EE6282,
        topology = "P([E])",
        tasks = {"pci_reset_bus:E", "pci_user_read_config:P"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_USER_ACCESS_DURING_RESET, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_19_Commit9368d1ee6282User {}
