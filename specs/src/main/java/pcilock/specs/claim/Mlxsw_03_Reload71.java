package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Nothing has changed since 6.11. */
@Claim(
        question = "Is the deadlock of Mlxsw_02 still there?",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"mlxsw_devlink_core_bus_device_reload_up:E", "pci_reset_function:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Mlxsw_03_Reload71 {}
