package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery joins no work item, and takes the port before the device, as the reset does. */
@Claim(
        question = "Such a work item while the port recovers from an error",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"aer_isr:P", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Work_05_ResetMeetsRecovery {}
