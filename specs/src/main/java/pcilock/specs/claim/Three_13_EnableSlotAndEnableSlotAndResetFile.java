package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits for device_lock of E, which reset_store(E) holds; pciehp_enable_slot(U) waits for pci_rescan_remove_lock, which pciehp_enable_slot(P) holds; reset_store(E) waits to write reset_lock of U, which pciehp_enable_slot(U) holds. No two of them deadlock. */
@Claim(
        question = "A card is put in while a card is put in and a function is reset by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:U",
        tasks = {"pciehp_enable_slot:P", "pciehp_enable_slot:U", "reset_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_13_EnableSlotAndEnableSlotAndResetFile {}
