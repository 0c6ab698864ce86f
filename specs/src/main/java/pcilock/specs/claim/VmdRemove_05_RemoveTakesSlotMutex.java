package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Portdrv_04: the reset holds pci_slot_mutex and waits for the port, which is held by who removes its slot under that mutex. */
@Claim(
        question = "VMD is unbound while the slot of its root port is reset",
        revision = Revision.LINUX_7_1,
        topology = "V,P([E])",
        tasks = {"vmd_remove:V+P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface VmdRemove_05_RemoveTakesSlotMutex {}
