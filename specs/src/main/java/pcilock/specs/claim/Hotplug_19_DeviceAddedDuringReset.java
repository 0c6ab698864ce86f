package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The walk that locks the bus finds no device; one that is added before the reset begins is bound while it is reset. A question of the list that changes, and no deadlock. */
@Claim(
        question = "A card is put in while the bus of its slot is reset",
        revision = Revision.LINUX_6_18,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "reset_subordinate_store:P"},
        asks = Property.NO_RESET_OF_HELD_DEVICE,
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Hotplug_19_DeviceAddedDuringReset {}
