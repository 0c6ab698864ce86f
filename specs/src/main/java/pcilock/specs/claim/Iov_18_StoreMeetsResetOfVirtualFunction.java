package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The store drains the file by which the other one resets, as in Iov_09. But the reset waits for the bridge and for the virtual function, never for the physical one. */
@Claim(
        question = "SR-IOV is disabled during a reset of a virtual function",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F", "reset_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Iov_18_StoreMeetsResetOfVirtualFunction {}
