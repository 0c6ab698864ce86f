package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The store holds the device and waits for pci_rescan_remove_lock; the removal holds that and waits for the device. So it is with every removal of the device, also that of a bridge above it. */
@Claim(
        question = "SR-IOV is changed by sysfs while the device is removed",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "remove_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_02_StoreMeetsRemove {}
