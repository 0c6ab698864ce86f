package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Against the order, but the slot path does not take the bridge yet: nothing deadlocks. */
@Claim(
        question =
                "A driver that takes the flag of the bridge under device_lock of its device (mlxsw), against AER recovery of the slot, before 1f5e57c622b4",
        revision = Revision.COMMIT_9368D1EE6282,
        topology = "P([E])",
        tasks = {
            "pci_bus_error_reset:P",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E"
        },
        expected = Answer.REFUTED,
        breaks = {Property.TOP_DOWN_ORDER, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Driver_05_SlotCommit9368d1ee6282 {}
