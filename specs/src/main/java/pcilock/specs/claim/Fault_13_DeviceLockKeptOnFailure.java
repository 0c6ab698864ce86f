package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** TODO */
@Claim(
        question = "Seeded fault: pci_dev_trylock keeps device_lock when the flag is busy",
        revision = Revision.LINUX_6_11,
        fault = Fault.DEVICE_LOCK_KEPT_ON_FAILURE,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_cfg_access_lock:F;pci_cfg_access_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.FAILED_TRYLOCK_RESTORES, Property.NOTHING_LEFT_HELD})
interface Fault_13_DeviceLockKeptOnFailure {}
