package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits until a store to a file of E has ended, that of reset_store(E); reset_store(E) waits for device_lock of P, which vmd_remove(VMD+P) holds; vmd_remove(VMD+P) waits until a store to a file of the slot of P has ended, that of power_write_file(P). No two of them deadlock. */
@Claim(
        question =
                "The power of a slot is switched by its file while a function is reset by its file and a domain of VMD is removed",
        revision = Revision.LINUX_7_1,
        topology = "P([E]),VMD",
        tasks = {"power_write_file:P", "reset_store:E", "vmd_remove:VMD+P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_19_SlotPowerAndResetFileAndVmdRemove {}
