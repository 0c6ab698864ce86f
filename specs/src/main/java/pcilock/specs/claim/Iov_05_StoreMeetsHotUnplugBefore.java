package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Both take the virtual function away, one with pci_rescan_remove_lock and one with device_lock of the physical function, and neither waits for the other but for a moment. */
@Claim(
        question = "Is the deadlock of Iov_04 new in a5338e365c45?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F", "pciehp_disable_slot:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Iov_05_StoreMeetsHotUnplugBefore {}
