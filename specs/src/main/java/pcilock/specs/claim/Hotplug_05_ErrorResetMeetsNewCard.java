package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery holds pci_slot_mutex and waits to write the reset_lock of the port; the thread reads that, and a device that it finds takes pci_slot_mutex. */
@Claim(
        question = "Error recovery of a slot while a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_05_ErrorResetMeetsNewCard {}
