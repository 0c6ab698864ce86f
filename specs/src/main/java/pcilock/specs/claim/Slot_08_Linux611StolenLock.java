package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * A probe that takes device_lock of U between the two releases loses it to the second one: from then on anybody may take
 * U while its driver is being probed.
 */
@Claim(
        question = "What does the second release do to others?",
        revision = Revision.LINUX_6_11,
        topology = "P([U()])",
        tasks = {"pci_bus_error_reset:P", "device_lock:U;device_unlock:U"},
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Slot_08_Linux611StolenLock {}
