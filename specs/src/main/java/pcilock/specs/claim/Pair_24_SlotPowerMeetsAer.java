package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits for pci_slot_mutex, which aer_isr(P) holds; aer_isr(P) waits to write reset_lock of P, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while AER recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"power_write_file:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_24_SlotPowerMeetsAer {}
