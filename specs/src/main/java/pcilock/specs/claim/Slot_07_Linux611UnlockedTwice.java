package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No. The lock takes U once, through the bus below it; the unlock lets go of it there and then once more. One task
 * and two devices show it: the second release finds the flag clear, of which the kernel warns, and the mutex free,
 * which it does not notice.
 */
@Claim(
        question = "Does pci_slot_unlock of 6.11 undo pci_slot_lock?",
        revision = Revision.LINUX_6_11,
        topology = "P([U()])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Slot_07_Linux611UnlockedTwice {}
