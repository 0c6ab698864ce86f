package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * A deadlock that nobody on the thread speaks of: pci_reset_function holds the flag of P and waits for device_lock of
 * E; the driver holds device_lock of E and waits for the flag of P. The order of the driver is what kernel-locking
 * notes say of mlxsw; whether its reset can run at the same time as a pci_reset_function of the same device is a
 * question for its maintainers.
 */
@Claim(
        question = "The same driver against pci_reset_function from 7e89efc6e9e4 on",
        revision = Revision.LINUX_6_11,
        topology = "P(E,F)",
        tasks = {
            "pci_reset_function:E",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E"
        },
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER})
interface Driver_02_Linux611 {}
