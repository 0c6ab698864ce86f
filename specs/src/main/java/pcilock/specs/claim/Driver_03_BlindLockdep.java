package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No. The tasks deadlock (Driver_02) and lockdep has nothing to report: device_lock is not validated, and the maps
 * are taken in the same order by both.
 */
@Claim(
        question = "Does the map show a deadlock in which device_lock has a part?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E,F)",
        tasks = {
            "pci_reset_function:E",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E"
        },
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER})
interface Driver_03_BlindLockdep {}
