package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Work_01: the driver's remove joins its work with its device held, and the work waits for the device. */
@Claim(
        question = "A host bridge is removed while a driver below resets its device from a work item",
        revision = Revision.LINUX_7_3,
        topology = "P(E)",
        tasks = {"dw_pcie_host_deinit:P", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_24_RemovalMeetsPdsCoreWork {}
