package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It sets the flag of the bridge, which is what the warning asks for, and not the bridge. It holds the device then: pci_reset_function has the flag of the bridge and waits for the device. */
@Claim(
        question = "The same in 6.11",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"mlxsw_devlink_core_bus_device_reload_up:E", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.BRIDGE_HELD, Property.TOP_DOWN_ORDER})
interface Mlxsw_02_Reload611 {}
