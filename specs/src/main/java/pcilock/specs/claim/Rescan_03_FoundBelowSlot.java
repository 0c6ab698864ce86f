package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The rescan holds the bridge that it found and probes its port, which makes a slot under pci_slot_mutex; the recovery holds that and waits for the bridge. */
@Claim(
        question = "Error recovery of a slot while a rescan finds a hot-plug port in it",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:U",
        tasks = {"dev_rescan_store:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Rescan_03_FoundBelowSlot {}
