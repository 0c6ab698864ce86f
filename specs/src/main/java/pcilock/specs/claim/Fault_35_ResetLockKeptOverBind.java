package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The probe of the driver runs under device_lock. */
@Claim(
        question = "Seeded fault: the irq thread of pciehp keeps reset_lock while it binds a driver to a new card",
        revision = Revision.LINUX_7_1,
        fault = Fault.RESET_LOCK_KEPT,
        topology = "P([E]);removed:E",
        tasks = {"pciehp_enable_slot:P"},
        asks = {Property.RESET_LOCK_NOT_OVER_BIND, Property.NO_DEADLOCK},
        expected = Answer.REFUTED,
        breaks = {Property.RESET_LOCK_NOT_OVER_BIND})
interface Fault_35_ResetLockKeptOverBind {}
