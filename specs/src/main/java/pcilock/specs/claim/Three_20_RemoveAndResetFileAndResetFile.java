package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** remove_store(E) waits until a store to a file of VF has ended, that of reset_store(VF); reset_store(E) waits for device_lock of E, which remove_store(E) holds; reset_store(VF) waits for device_lock of P, which reset_store(E) holds. No two of them deadlock. */
@Claim(
        question =
                "A device is removed by its file while a function is reset by its file and a function is reset by its file",
        revision = Revision.LINUX_7_1,
        topology = "P(E{VF})",
        tasks = {"remove_store:E", "reset_store:E", "reset_store:VF"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_20_RemoveAndResetFileAndResetFile {}
