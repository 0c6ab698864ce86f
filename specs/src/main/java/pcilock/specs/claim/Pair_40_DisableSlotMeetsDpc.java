package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_disable_slot(P) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of E, which pciehp_disable_slot(P) holds. */
@Claim(
        question = "A card is taken out while DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"pciehp_disable_slot:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_40_DisableSlotMeetsDpc {}
