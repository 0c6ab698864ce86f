package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread lets go of the reset_lock before it unbinds or binds a driver. */
@Claim(
        question = "A reset of a function in a slot while its irq thread replaces the card",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_store:E", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Hotplug_10_ResetAndThread {}
