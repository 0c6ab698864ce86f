package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits for pci_slot_mutex, which aer_isr(U) holds; aer_isr(U) waits for device_lock of U, which pciehp_disable_slot(P) holds. */
@Claim(
        question = "A card is taken out while AER recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pciehp_disable_slot:P", "aer_isr:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_17_DisableSlotMeetsAer {}
