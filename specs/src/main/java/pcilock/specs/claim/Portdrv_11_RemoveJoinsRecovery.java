package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The driver core holds the port while its driver is removed; as Aer_01 has it, where a file unbinds it. */
@Claim(
        question = "The driver of a port is removed while error recovery resets the bus below",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pcie_portdrv_remove:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.RESET_LOCK_NOT_OVER_BIND},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_11_RemoveJoinsRecovery {}
