package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** A machine does not come to its reboot: who shuts the port down holds it and waits until the recovery has returned, and the recovery waits for the port. */
@Claim(
        question = "The machine is shut down while AER of a port recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"pcie_portdrv_shutdown:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_01_ShutdownJoinsRecovery {}
