package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function(E) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; pciehp_enable_slot(P) waits for pci_rescan_remove_lock, which dev_rescan_store(P) holds; dev_rescan_store(P) waits for device_lock of E, which pci_try_reset_function(E) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a function is tried while a card is put in and a bus is rescanned",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pci_try_reset_function:E", "pciehp_enable_slot:P", "dev_rescan_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_07_TryResetFunctionAndEnableSlotAndRescan {}
