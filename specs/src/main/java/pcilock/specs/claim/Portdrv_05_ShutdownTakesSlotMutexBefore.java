package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The lock of a slot does not begin with the port yet. */
@Claim(
        question = "Is the deadlock of Portdrv_04 new in 1f5e57c622b4?",
        revision = Revision.COMMIT_9368D1EE6282,
        topology = "P([E])",
        tasks = {"pcie_portdrv_shutdown:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Portdrv_05_ShutdownTakesSlotMutexBefore {}
