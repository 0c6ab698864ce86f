package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits until a store to a file of the slot of U has ended, that of power_write_file(U); power_write_file(U) waits for pci_rescan_remove_lock, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while the power of a slot is switched by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:E",
        tasks = {"pciehp_ist:P", "power_write_file:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_10_ChangedCardMeetsSlotPower {}
