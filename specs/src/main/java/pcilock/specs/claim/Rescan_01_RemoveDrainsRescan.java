package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The removal holds pci_rescan_remove_lock and waits until the store has ended, and the store waits for that lock. */
@Claim(
        question = "Rescan by the file of a device while the device is removed",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"dev_rescan_store:E", "remove_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Rescan_01_RemoveDrainsRescan {}
