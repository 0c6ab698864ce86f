package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As on a bus without a slot: the reset goes through the slot, and the bridge that it tests is the one above the slot's bus. */
@Claim(
        question = "Does the warning see it on a bus with a slot, 7.1?",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_subordinate:P", "pci_cfg_access_unlock:P"},
        expected = Answer.REFUTED,
        breaks = {
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.WARNING_NEVER_SILENT,
            Property.BRIDGE_HELD,
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED
        })
interface Warning_06_ResetSubordinateSlot {}
