package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It resets the bus with the flag of its device set, and not that of the bridge; where the other has set that, the warning does not show. It deadlocks with no reset of a function. */
@Claim(
        question = "A reload of mlxsw, which resets its device, before 6.11",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = {"mlxsw_devlink_core_bus_device_reload_up:E", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD})
interface Mlxsw_01_ReloadPatch2 {}
