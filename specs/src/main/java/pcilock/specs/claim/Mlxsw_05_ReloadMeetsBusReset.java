package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_reset_bus only tries to take the device. */
@Claim(
        question = "A reload of mlxsw while its bus is reset",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"mlxsw_devlink_core_bus_device_reload_up:E", "pci_reset_bus:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Mlxsw_05_ReloadMeetsBusReset {}
