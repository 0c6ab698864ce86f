package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Who removes the port holds pci_rescan_remove_lock and waits until the thread has returned, and the thread waits for that lock. */
@Claim(
        question = "Removal of a hot-plug port while its irq thread has something to do",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"remove_store:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_01_RemoveJoinsThread {}
