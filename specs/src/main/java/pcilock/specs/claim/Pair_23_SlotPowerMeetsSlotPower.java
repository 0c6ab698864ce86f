package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits until a store to a file of the slot of U has ended, that of power_write_file(U); power_write_file(U) waits for pci_rescan_remove_lock, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while the power of a slot is switched by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:E",
        tasks = {"power_write_file:P", "power_write_file:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_23_SlotPowerMeetsSlotPower {}
