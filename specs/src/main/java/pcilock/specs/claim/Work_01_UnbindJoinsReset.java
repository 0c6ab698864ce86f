package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Who unbinds it holds the device and waits for the work item, which waits for the device. */
@Claim(
        question = "A driver that resets its device from a work item is unbound (pds_core)",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:E", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Work_01_UnbindJoinsReset {}
