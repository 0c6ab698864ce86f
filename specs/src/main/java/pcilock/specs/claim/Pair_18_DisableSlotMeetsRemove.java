package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits for pci_rescan_remove_lock, which remove_store(P) holds; remove_store(P) waits until pciehp_ist of P has ended, that of pciehp_disable_slot(P). */
@Claim(
        question = "A card is taken out while a device is removed by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "remove_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_18_DisableSlotMeetsRemove {}
