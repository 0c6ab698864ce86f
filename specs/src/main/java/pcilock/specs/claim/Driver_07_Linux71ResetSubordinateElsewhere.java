package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * It hangs with them: AER recovery holds pci_slot_mutex when it deadlocks with the driver, and from 7.1 on
 * reset_subordinate takes it on every bridge, with a slot or without. That it only tries the locks of its own bus does
 * not help.
 */
@Claim(
        question = "The deadlock of Driver_06 in 7.1, and reset_subordinate of a bridge that has no part in it",
        revision = Revision.LINUX_7_1,
        topology = "P([E]),Q(F)",
        tasks = {
            "pci_bus_error_reset:P",
            "device_lock:E;pci_cfg_access_lock:P;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:P;device_unlock:E",
            "reset_subordinate:Q"
        },
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Driver_07_Linux71ResetSubordinateElsewhere {}
