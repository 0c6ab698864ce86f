package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** reset_store(E) waits for device_lock of E, which mlxsw_devlink_core_bus_device_reload_up(E) holds; mlxsw_devlink_core_bus_device_reload_up(E) waits for the flag of P, which reset_store(E) holds. */
@Claim(
        question = "A function is reset by its file while a device of mlxsw reloads",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"reset_store:E", "mlxsw_devlink_core_bus_device_reload_up:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_34_ResetFileMeetsMlxswReload {}
