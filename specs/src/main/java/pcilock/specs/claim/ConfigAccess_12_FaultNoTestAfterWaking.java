package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/**
 * The first task has locked again before the waiter goes on: the waiter sets the flag all the same, and two tasks
 * hold one lock. With one lock and unlock for each task it does not happen.
 */
@Claim(
        question = "Seeded fault: no test after waking",
        revision = Revision.LINUX_6_11,
        fault = Fault.NO_TEST_AFTER_WAKING,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E"
        },
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = Property.LINEARIZABLE)
interface ConfigAccess_12_FaultNoTestAfterWaking {}
