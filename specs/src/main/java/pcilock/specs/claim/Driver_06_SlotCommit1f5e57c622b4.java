package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * What Driver_02 finds for pci_reset_function: AER recovery holds the flag of P and waits for device_lock of E; the
 * driver holds device_lock of E and waits for the flag of P. As there, the order of the driver is what the notes on
 * the kernel's locking say of mlxsw. AER recovery holds pci_slot_mutex meanwhile, so every other recovery of the
 * machine waits with it.
 */
@Claim(
        question = "The same driver from 1f5e57c622b4 on",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E])",
        tasks = {
            "pci_bus_error_reset:P",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E"
        },
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER})
interface Driver_06_SlotCommit1f5e57c622b4 {}
