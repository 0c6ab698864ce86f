package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits for pci_slot_mutex, which aer_isr(P) holds; aer_isr(P) waits to write reset_lock of P, which pciehp_enable_slot(P) holds. */
@Claim(
        question = "A card is put in while AER recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_21_EnableSlotMeetsAer {}
