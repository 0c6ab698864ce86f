package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function(F) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; pciehp_enable_slot(P) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of F, which pci_try_reset_function(F) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a function is tried while a card is put in and DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F);removed:E",
        tasks = {"pci_try_reset_function:F", "pciehp_enable_slot:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_26_TryResetFunctionAndEnableSlotAndDpc {}
