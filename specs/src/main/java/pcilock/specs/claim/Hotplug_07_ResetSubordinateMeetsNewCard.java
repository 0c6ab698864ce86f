package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** 7.1 has reset_subordinate take pci_slot_mutex, and with it what error recovery does in Hotplug_05. */
@Claim(
        question = "reset_subordinate of a port while a card is put into its slot",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"reset_subordinate_store:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_07_ResetSubordinateMeetsNewCard {}
