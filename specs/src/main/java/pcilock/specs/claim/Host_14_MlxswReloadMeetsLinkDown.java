package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As with AER in Mlxsw_04: mlxsw holds its device and waits for the flag of the bridge, the recovery holds the bridge and waits for the device. */
@Claim(
        question = "mlxsw reloads while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P(E)",
        tasks = {"pci_host_handle_link_down:P", "mlxsw_devlink_core_bus_device_reload_up:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_14_MlxswReloadMeetsLinkDown {}
