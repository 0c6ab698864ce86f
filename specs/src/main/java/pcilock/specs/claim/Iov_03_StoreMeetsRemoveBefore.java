package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: the store takes no pci_rescan_remove_lock yet. Then it may take virtual functions away while a hot-plug thread does, which the lock prevents and none of these properties is about. */
@Claim(
        question = "Is the deadlock of Iov_02 new in a5338e365c45?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "remove_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Iov_03_StoreMeetsRemoveBefore {}
