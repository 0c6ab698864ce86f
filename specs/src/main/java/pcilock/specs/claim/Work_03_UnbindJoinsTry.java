package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The work item only tries to take the device. */
@Claim(
        question = "Does a driver do better that tries to reset its device (btintel_pcie)?",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:E", "btintel_pcie_removal_work:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Work_03_UnbindJoinsTry {}
