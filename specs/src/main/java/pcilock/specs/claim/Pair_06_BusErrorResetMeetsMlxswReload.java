package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_bus_error_reset(P) waits for device_lock of E, which mlxsw_devlink_core_bus_device_reload_up(E) holds; mlxsw_devlink_core_bus_device_reload_up(E) waits for the flag of P, which pci_bus_error_reset(P) holds. */
@Claim(
        question = "Error recovery resets a bus while a device of mlxsw reloads",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"pci_bus_error_reset:P", "mlxsw_devlink_core_bus_device_reload_up:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_06_BusErrorResetMeetsMlxswReload {}
