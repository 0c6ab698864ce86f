package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery walks the bus with pci_bus_sem read, and waits for the device; the store holds the device and waits to write pci_bus_sem, to take the virtual function off the list. */
@Claim(
        question = "SR-IOV is changed by sysfs during AER recovery",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_06_StoreMeetsRecovery {}
