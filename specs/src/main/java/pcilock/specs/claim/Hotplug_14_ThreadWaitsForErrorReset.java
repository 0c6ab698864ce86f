package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread can come first, and is then at pci_slot_mutex: its wait does not mend that. */
@Claim(
        question = "Is there the deadlock of Hotplug_05 where the thread waits for the reset?",
        revision = Revision.LINUX_6_18,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_14_ThreadWaitsForErrorReset {}
