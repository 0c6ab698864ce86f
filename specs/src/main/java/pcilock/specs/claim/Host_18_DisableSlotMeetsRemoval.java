package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_17. */
@Claim(
        question = "A slot is disabled while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_18_DisableSlotMeetsRemoval {}
