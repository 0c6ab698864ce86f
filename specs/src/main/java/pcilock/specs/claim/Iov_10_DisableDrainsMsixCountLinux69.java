package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes. The file is there since 5.13. */
@Claim(
        question = "Is the deadlock of Iov_09 older than all revisions here?",
        revision = Revision.LINUX_6_9,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "sriov_vf_msix_count_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_10_DisableDrainsMsixCountLinux69 {}
