package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It is older than any revision here. */
@Claim(
        question = "Is the deadlock of Hotplug_05 new?",
        revision = Revision.LINUX_6_9,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_06_ErrorResetMeetsNewCardLinux69 {}
