package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits until a store to a file of E has ended, that of reset_store(E); reset_store(E) waits for device_lock of P, which unbind_store(P) holds; unbind_store(P) waits until pciehp_ist of P has ended, that of pciehp_disable_slot(P). No two of them deadlock. */
@Claim(
        question = "A card is taken out while a function is reset by its file and a driver is unbound",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "reset_store:E", "unbind_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_11_DisableSlotAndResetFileAndUnbind {}
