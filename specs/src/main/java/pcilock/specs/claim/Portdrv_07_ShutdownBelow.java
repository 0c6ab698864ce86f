package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Who shuts it down holds it and waits for pci_slot_mutex, and the reset holds that and waits for it. It is older than any revision here. */
@Claim(
        question = "A port below is shut down while the slot that it is in is reset",
        revision = Revision.LINUX_6_9,
        topology = "P([U([E])])",
        tasks = {"pcie_portdrv_shutdown:U", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_07_ShutdownBelow {}
