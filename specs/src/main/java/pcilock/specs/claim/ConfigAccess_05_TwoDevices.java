package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** One queue serves all devices; a waiter that was not meant tests and sleeps again. */
@Claim(
        question = "Is it, when a wake-up for one device reaches waiters for another",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E,F",
        tasks = {
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_lock:F;pci_cfg_access_unlock:F",
            "pci_user_read_config:F"
        },
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface ConfigAccess_05_TwoDevices {}
