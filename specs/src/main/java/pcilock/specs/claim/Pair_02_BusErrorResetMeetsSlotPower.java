package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_bus_error_reset(P) waits to write reset_lock of P, which power_write_file(P) holds; power_write_file(P) waits for pci_slot_mutex, which pci_bus_error_reset(P) holds. */
@Claim(
        question = "Error recovery resets a bus while the power of a slot is switched by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pci_bus_error_reset:P", "power_write_file:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_02_BusErrorResetMeetsSlotPower {}
