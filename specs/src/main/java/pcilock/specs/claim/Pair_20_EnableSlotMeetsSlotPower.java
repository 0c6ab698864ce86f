package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(U) waits for pci_rescan_remove_lock, which power_write_file(P) holds; power_write_file(P) waits until pciehp_ist of U has ended, that of pciehp_enable_slot(U). */
@Claim(
        question = "A card is put in while the power of a slot is switched by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:E",
        tasks = {"pciehp_enable_slot:U", "power_write_file:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_20_EnableSlotMeetsSlotPower {}
