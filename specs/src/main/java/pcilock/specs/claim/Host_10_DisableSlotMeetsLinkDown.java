package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Pciehp's thread removes U, whose device_lock it holds, and waits for pci_slot_mutex; the recovery holds pci_slot_mutex and waits for U. */
@Claim(
        question = "A slot with another port in it is disabled while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([U([E])])",
        tasks = {"pciehp_disable_slot:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_10_DisableSlotMeetsLinkDown {}
