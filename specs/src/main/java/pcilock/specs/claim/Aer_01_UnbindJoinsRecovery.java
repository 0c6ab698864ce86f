package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The driver core holds the port and waits until the recovery has returned; the recovery waits for the port, since pci_bus_lock takes the bridge above its bus. */
@Claim(
        question = "The port driver is unbound while its AER recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Aer_01_UnbindJoinsRecovery {}
