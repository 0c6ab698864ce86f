package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The bus is reset, and not the slot: neither pci_slot_mutex nor the reset_lock of the port is taken. */
@Claim(
        question = "An empty slot is reset by its file while a card is put in, before 7.1",
        revision = Revision.LINUX_6_18,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "reset_subordinate_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Hotplug_18_SubordinateOfEmptySlotBefore {}
