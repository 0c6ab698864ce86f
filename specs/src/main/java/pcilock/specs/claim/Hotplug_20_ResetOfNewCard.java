package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The file comes with the device, and the thread lets go of the reset_lock of the port while it binds. */
@Claim(
        question = "A card is put in while its function is reset by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "reset_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Hotplug_20_ResetOfNewCard {}
