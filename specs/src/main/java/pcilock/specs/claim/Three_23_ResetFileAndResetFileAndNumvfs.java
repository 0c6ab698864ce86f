package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** reset_store(E) waits for device_lock of E, which sriov_numvfs_store(E) holds; reset_store(VF) waits for device_lock of P, which reset_store(E) holds; sriov_numvfs_store(E) waits until a store to a file of VF has ended, that of reset_store(VF). No two of them deadlock. */
@Claim(
        question =
                "A function is reset by its file while a function is reset by its file and the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P(E{VF})",
        tasks = {"reset_store:E", "reset_store:VF", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_23_ResetFileAndResetFileAndNumvfs {}
