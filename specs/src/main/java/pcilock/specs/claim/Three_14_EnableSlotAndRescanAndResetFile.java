package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits for pci_rescan_remove_lock, which dev_rescan_store(P) holds; dev_rescan_store(P) waits for device_lock of E, which reset_store(E) holds; reset_store(E) waits to write reset_lock of P, which pciehp_enable_slot(P) holds. No two of them deadlock. */
@Claim(
        question = "A card is put in while a bus is rescanned and a function is reset by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "dev_rescan_store:P", "reset_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_14_EnableSlotAndRescanAndResetFile {}
