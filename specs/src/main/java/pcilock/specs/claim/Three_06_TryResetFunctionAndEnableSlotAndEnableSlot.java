package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function(E) waits to write reset_lock of U, which pciehp_enable_slot(U) holds; pciehp_enable_slot(P) waits to read reset_lock of U, behind pci_try_reset_function(E), which waits to write it; pciehp_enable_slot(U) waits for pci_rescan_remove_lock, which pciehp_enable_slot(P) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a function is tried while a card is put in and a card is put in",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:U",
        tasks = {"pci_try_reset_function:E", "pciehp_enable_slot:P", "pciehp_enable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_06_TryResetFunctionAndEnableSlotAndEnableSlot {}
