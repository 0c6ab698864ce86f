package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits until pciehp_ist of U has ended, that of pciehp_disable_slot(U); pciehp_disable_slot(U) waits for pci_rescan_remove_lock, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while a card is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pciehp_ist:P", "pciehp_disable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_08_ChangedCardMeetsDisableSlot {}
