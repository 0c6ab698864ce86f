package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_09. */
@Claim(
        question = "A card is put into an empty slot while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_11_EnableSlotMeetsLinkDown {}
