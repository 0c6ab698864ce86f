package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** As ConfigAccess_05. */
@Claim(
        question = "Is it, with three tasks and two devices on one queue",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E,F",
        tasks = {
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
            "pci_cfg_access_lock:F;pci_cfg_access_unlock:F",
            "pci_user_read_config:E"
        },
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface ConfigAccess_07_ThreeTasksTwoDevices {}
