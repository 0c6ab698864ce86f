package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_17. */
@Claim(
        question = "A card is put into an empty slot while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_19_EnableSlotMeetsRemoval {}
