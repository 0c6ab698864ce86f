package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * The driver has only the flag of F; device_lock of F stays with the trylock that failed, also when the bridge is
 * given back.
 */
@Claim(
        question = "Seeded fault: pci_dev_trylock keeps device_lock when the flag is busy",
        revision = Revision.LINUX_6_11,
        fault = Fault.DEVICE_LOCK_KEPT_ON_FAILURE,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_cfg_access_lock:F;pci_cfg_access_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.FAILED_TRYLOCK_RESTORES, Property.NOTHING_LEFT_HELD, Property.TOP_DOWN_ORDER})
interface Fault_13_DeviceLockKeptOnFailure {}
