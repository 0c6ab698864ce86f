package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Device_lock of the physical function is between them. */
@Claim(
        question = "SR-IOV is disabled by sysfs and by the remove of the driver",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "unbind_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Iov_21_StoreMeetsUnbind {}
