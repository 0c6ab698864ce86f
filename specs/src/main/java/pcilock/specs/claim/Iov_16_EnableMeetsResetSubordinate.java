package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It looks like Iov_14, but what reset_subordinate takes while it holds pci_slot_mutex it takes by trylock. */
@Claim(
        question = "SR-IOV is enabled during reset_subordinate of the slot",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F;sriov_numvfs_store:F", "reset_subordinate_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Iov_16_EnableMeetsResetSubordinate {}
