package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_bus_error_reset(P) waits for device_lock of P, which remove_store(P) holds; remove_store(P) waits for pci_slot_mutex, which pci_bus_error_reset(P) holds. */
@Claim(
        question = "Error recovery resets a bus while a device is removed by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "remove_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_03_BusErrorResetMeetsRemove {}
