package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The reset holds pci_slot_mutex and waits for the device; the store holds the device and waits for pci_slot_mutex, which who adds a device takes. So it is in 6.9. */
@Claim(
        question = "SR-IOV is enabled during an error reset of the slot",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"sriov_numvfs_store:F;sriov_numvfs_store:F", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_14_EnableMeetsErrorReset {}
