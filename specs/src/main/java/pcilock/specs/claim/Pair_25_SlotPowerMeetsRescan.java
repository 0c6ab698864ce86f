package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits until a store to a file of E has ended, that of dev_rescan_store(E); dev_rescan_store(E) waits for pci_rescan_remove_lock, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while a bus is rescanned",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"power_write_file:P", "dev_rescan_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_25_SlotPowerMeetsRescan {}
