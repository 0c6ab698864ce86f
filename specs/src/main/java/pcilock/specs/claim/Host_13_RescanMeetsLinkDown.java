package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The rescan binds U, whose device_lock it holds, and waits for pci_slot_mutex, to make its slot; the recovery holds pci_slot_mutex and waits for U. */
@Claim(
        question = "A rescan finds a port while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([U([E])]);removed:U",
        tasks = {"dev_rescan_store:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_13_RescanMeetsLinkDown {}
