package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits until a store to a file of the slot of U has ended, that of power_write_file(U); power_write_file(U) waits for pci_rescan_remove_lock, which pciehp_disable_slot(P) holds. */
@Claim(
        question = "A card is taken out while the power of a slot is switched by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:E",
        tasks = {"pciehp_disable_slot:P", "power_write_file:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_16_DisableSlotMeetsSlotPower {}
