package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits until a store to a file of E has ended, that of reset_store(E); reset_store(E) waits for device_lock of P, which vmd_remove(VMD+P) holds; vmd_remove(VMD+P) waits until pciehp_ist of P has ended, that of pciehp_ist(P). No two of them deadlock. */
@Claim(
        question = "A card is changed while a function is reset by its file and a domain of VMD is removed",
        revision = Revision.LINUX_7_1,
        topology = "P([E]),VMD",
        tasks = {"pciehp_ist:P", "reset_store:E", "vmd_remove:VMD+P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_32_ChangedCardAndResetFileAndVmdRemove {}
