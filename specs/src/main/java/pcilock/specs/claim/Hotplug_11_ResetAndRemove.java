package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Where the files of the device are drained its device_lock is not held. */
@Claim(
        question = "A reset of a function while it is removed",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_store:E", "remove_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Hotplug_11_ResetAndRemove {}
