package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** reset_subordinate goes the way of the recovery, and so does the deadlock. */
@Claim(
        question = "An empty slot is reset by its file while a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "reset_subordinate_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_17_SubordinateOfEmptySlot {}
