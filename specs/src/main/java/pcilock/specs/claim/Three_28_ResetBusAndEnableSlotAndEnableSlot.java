package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_reset_bus(U) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; pciehp_enable_slot(P) waits for pci_rescan_remove_lock, which pciehp_enable_slot(U) holds; pciehp_enable_slot(U) waits for device_lock of E, which pci_reset_bus(U) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a bus is tried while a card is put in and a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:E",
        tasks = {"pci_reset_bus:U", "pciehp_enable_slot:P", "pciehp_enable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_28_ResetBusAndEnableSlotAndEnableSlot {}
