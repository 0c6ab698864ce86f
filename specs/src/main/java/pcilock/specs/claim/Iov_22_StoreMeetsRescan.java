package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The rescan holds pci_rescan_remove_lock, for which the store waits with the device held; but it takes device_lock of devices that it finds anew only. */
@Claim(
        question = "SR-IOV is changed by sysfs during a rescan by a file of the same device",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "dev_rescan_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Iov_22_StoreMeetsRescan {}
