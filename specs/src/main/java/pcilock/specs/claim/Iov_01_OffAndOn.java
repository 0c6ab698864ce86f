package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Device_lock of the physical function is held throughout, and each virtual one is locked below it. */
@Claim(
        question = "SR-IOV is disabled and enabled again, by itself",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V,W}])",
        tasks = "sriov_numvfs_store:F;sriov_numvfs_store:F",
        expected = Answer.PROVED)
interface Iov_01_OffAndOn {}
