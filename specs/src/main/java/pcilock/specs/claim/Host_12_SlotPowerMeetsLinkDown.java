package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_09, in the thread that the store to the slot's file waits for. */
@Claim(
        question = "A slot is switched on by its file while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E]);removed:E",
        tasks = {"power_write_file:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_12_SlotPowerMeetsLinkDown {}
