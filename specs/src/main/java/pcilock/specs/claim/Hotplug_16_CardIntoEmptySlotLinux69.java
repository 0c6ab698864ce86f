package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in 7.1: the slot is reset under pci_slot_mutex already. */
@Claim(
        question = "Error recovery of an empty slot while a card is put in, in 6.9",
        revision = Revision.LINUX_6_9,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_16_CardIntoEmptySlotLinux69 {}
