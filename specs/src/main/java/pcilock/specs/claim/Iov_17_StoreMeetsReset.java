package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Both wait for device_lock with their file held, and neither removes a file of the other. */
@Claim(
        question = "SR-IOV is changed by sysfs during a reset of the physical function",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F", "reset_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Iov_17_StoreMeetsReset {}
