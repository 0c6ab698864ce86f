package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** Two waiters wake and both set the flag: two tasks hold one lock. */
@Claim(
        question = "Seeded fault: no test after waking",
        revision = Revision.LINUX_6_11,
        fault = Fault.NO_TEST_AFTER_WAKING,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
            "pci_cfg_access_lock:E;pci_cfg_access_unlock:E"
        },
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = Property.LINEARIZABLE,
        notForLincheck = "three tasks: more runs than its limit")
interface ConfigAccess_12_FaultNoTestAfterWaking {}
