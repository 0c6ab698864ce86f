package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits for pci_slot_mutex, which reset_subordinate_store(P) holds; reset_subordinate_store(P) waits to write reset_lock of P, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while a bus is reset by the file of its bridge",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"power_write_file:P", "reset_subordinate_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_26_SlotPowerMeetsResetSubordinate {}
