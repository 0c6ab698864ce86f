package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The device that is found takes pci_slot_mutex, which the recovery holds while it waits to write the reset_lock of the port; the thread reads that. */
@Claim(
        question = "Error recovery of an empty slot while a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_15_CardIntoEmptySlot {}
