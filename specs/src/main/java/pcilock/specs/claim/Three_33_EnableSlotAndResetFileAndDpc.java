package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits to write pci_bus_sem, which dpc_handler(P) holds; reset_store(F) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; dpc_handler(P) waits for device_lock of F, which reset_store(F) holds. No two of them deadlock. */
@Claim(
        question = "A card is put in while a function is reset by its file and DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F);removed:E",
        tasks = {"pciehp_enable_slot:P", "reset_store:F", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_33_EnableSlotAndResetFileAndDpc {}
