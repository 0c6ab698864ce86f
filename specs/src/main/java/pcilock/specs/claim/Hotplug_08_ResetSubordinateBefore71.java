package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It resets the bus, and takes neither pci_slot_mutex nor the reset_lock. */
@Claim(
        question = "Is the deadlock of Hotplug_07 new in 7.1?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E])",
        tasks = {"reset_subordinate_store:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Hotplug_08_ResetSubordinateBefore71 {}
