package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Pciehp's thread holds reset_lock of the port and waits for pci_slot_mutex, to add a device; the recovery holds pci_slot_mutex and waits to write reset_lock. */
@Claim(
        question = "A card is changed, which is what takes the link down",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pciehp_ist:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_09_ChangedCardMeetsLinkDown {}
