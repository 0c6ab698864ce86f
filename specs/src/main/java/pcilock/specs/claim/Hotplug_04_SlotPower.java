package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The files of the slot are drained before its thread is joined, and who writes one waits for the thread. */
@Claim(
        question = "Removal of a hot-plug port while somebody switches its slot",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"remove_store:P", "power_write_file:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_04_SlotPower {}
