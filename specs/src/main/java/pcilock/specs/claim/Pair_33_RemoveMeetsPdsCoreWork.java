package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** remove_store(E) waits until the work item of E has ended, that of pdsc_pci_reset_thread(E); pdsc_pci_reset_thread(E) waits for device_lock of E, which remove_store(E) holds. */
@Claim(
        question = "A device is removed by its file while the work item of pds_core resets its function",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"remove_store:E", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_33_RemoveMeetsPdsCoreWork {}
