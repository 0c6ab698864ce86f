package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The reset of the slot is a secondary bus reset and reaches F, which the slot lock leaves out: its device number is
 * not the slot's. The bridge lock does not help.
 */
@Claim(
        question = "A device that lies outside the slot of its bus, when the slot is reset",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E],F)",
        tasks = {"pci_reset_bus:E", "pci_user_read_config:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Slot_23_Commit1f5e57c622b4Outside {}
