package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_05, with pci_rescan_remove_lock held, which the thread does not take. */
@Claim(
        question = "A port with a slot is removed by its file while its lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"remove_store:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_06_RemoveMeetsLinkDown {}
