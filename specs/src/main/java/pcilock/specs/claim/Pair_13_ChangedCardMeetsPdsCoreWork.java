package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits until the work item of E has ended, that of pdsc_pci_reset_thread(E); pdsc_pci_reset_thread(E) waits for device_lock of E, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while the work item of pds_core resets its function",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_ist:P", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_13_ChangedCardMeetsPdsCoreWork {}
