package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The driver takes the bridge after the device, against the order, but pci_reset_function does not take the bridge
 * yet: nothing deadlocks.
 */
@Claim(
        question =
                "A driver that takes the flag of the bridge and of its device under device_lock of its device (mlxsw), against pci_reset_function in 6.9",
        revision = Revision.LINUX_6_9,
        topology = "P(E,F)",
        tasks = {
            "pci_reset_function:E",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E"
        },
        expected = Answer.REFUTED,
        breaks = Property.TOP_DOWN_ORDER)
interface Driver_01_Linux69 {}
