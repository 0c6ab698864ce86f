package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Pciehp's thread waits for pci_rescan_remove_lock, which the removal holds; the removal joins the thread. */
@Claim(
        question = "A card is changed while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pciehp_ist:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_17_ChangedCardMeetsRemoval {}
