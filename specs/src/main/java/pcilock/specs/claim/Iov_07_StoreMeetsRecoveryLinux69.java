package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: no lock that a later revision adds is in it. */
@Claim(
        question = "Is the deadlock of Iov_06 older than all revisions here?",
        revision = Revision.LINUX_6_9,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_07_StoreMeetsRecoveryLinux69 {}
