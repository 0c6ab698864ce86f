package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Recovery takes the bridge before the device, too. */
@Claim(
        question = "A reload of mlxsw while its port recovers from an error",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"mlxsw_devlink_core_bus_device_reload_up:E", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Mlxsw_04_ReloadMeetsRecovery {}
