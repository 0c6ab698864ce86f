package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_bus_error_reset(U) waits for device_lock of U, which pciehp_disable_slot(P) holds; pciehp_disable_slot(P) waits for pci_slot_mutex, which pci_bus_error_reset(U) holds. */
@Claim(
        question = "Error recovery resets a bus while a card is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pci_bus_error_reset:U", "pciehp_disable_slot:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_01_BusErrorResetMeetsDisableSlot {}
