package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The reset holds the device and waits to write the reset_lock; the thread reads that and waits for pci_rescan_remove_lock; the removal holds that and waits for the device. No two of them deadlock. */
@Claim(
        question = "A reset of a function in a slot, its removal, and a hot-plug event",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_store:E", "remove_store:E", "pciehp_disable_slot:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Hotplug_09_ResetBetweenThreadAndRemove {}
