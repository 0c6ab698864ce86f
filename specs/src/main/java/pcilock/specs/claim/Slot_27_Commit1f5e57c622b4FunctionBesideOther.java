package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * It locks P and E, resets by the slot, which is a secondary bus reset, and so resets F as well. Without a slot a
 * function resets by its bus only where it is alone on it; the slot's method asks for a device of one function, not
 * for an empty bus. So it is in all revisions.
 */
@Claim(
        question = "pci_reset_function of the one function in a slot, while another device of the bus is held",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E],F)",
        tasks = {"pci_reset_function:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Slot_27_Commit1f5e57c622b4FunctionBesideOther {}
