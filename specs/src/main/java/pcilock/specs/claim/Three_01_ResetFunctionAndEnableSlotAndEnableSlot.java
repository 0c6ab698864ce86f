package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_reset_function(E) waits to write reset_lock of U, which pciehp_enable_slot(U) holds; pciehp_enable_slot(P) waits for device_lock of E, which pci_reset_function(E) holds; pciehp_enable_slot(U) waits for pci_rescan_remove_lock, which pciehp_enable_slot(P) holds. No two of them deadlock. */
@Claim(
        question = "A function is reset while a card is put in and a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:U",
        tasks = {"pci_reset_function:E", "pciehp_enable_slot:P", "pciehp_enable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_01_ResetFunctionAndEnableSlotAndEnableSlot {}
