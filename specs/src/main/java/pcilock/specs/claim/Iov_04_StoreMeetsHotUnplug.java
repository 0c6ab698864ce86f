package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Iov_02; it is the hot-plug thread that holds pci_rescan_remove_lock. */
@Claim(
        question = "SR-IOV is changed by sysfs while the card is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F", "pciehp_disable_slot:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_04_StoreMeetsHotUnplug {}
