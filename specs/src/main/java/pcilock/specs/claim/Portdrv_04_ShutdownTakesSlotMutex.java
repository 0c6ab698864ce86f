package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Who shuts the port down holds it and waits for pci_slot_mutex, to remove its slot; the recovery holds that mutex and waits for the port. */
@Claim(
        question = "A port with a slot is shut down while the slot is reset",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E])",
        tasks = {"pcie_portdrv_shutdown:P", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_04_ShutdownTakesSlotMutex {}
