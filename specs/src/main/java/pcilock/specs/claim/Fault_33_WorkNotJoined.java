package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The driver is removed while its work item runs. */
@Claim(
        question = "Seeded fault: cancel_work_sync returns while the work item runs",
        revision = Revision.LINUX_7_1,
        fault = Fault.WORK_NOT_JOINED,
        topology = "E",
        tasks = {"unbind_store:E", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.DRAIN_WAITS},
        expected = Answer.REFUTED,
        breaks = {Property.DRAIN_WAITS})
interface Fault_33_WorkNotJoined {}
