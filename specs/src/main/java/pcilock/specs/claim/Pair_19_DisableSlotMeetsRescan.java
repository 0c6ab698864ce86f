package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits until a store to a file of E has ended, that of dev_rescan_store(E); dev_rescan_store(E) waits for pci_rescan_remove_lock, which pciehp_disable_slot(P) holds. */
@Claim(
        question = "A card is taken out while a bus is rescanned",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "dev_rescan_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_19_DisableSlotMeetsRescan {}
