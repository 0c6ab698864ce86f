package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** The unlock falls between the test and the queue: its wake-up reaches nobody. */
@Claim(
        question = "Seeded fault: the test is made before queueing",
        revision = Revision.LINUX_6_11,
        fault = Fault.TEST_BEFORE_QUEUEING,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {"pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_user_read_config:E"},
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_LOST_WAKE_UP, Property.EVERY_TASK_ENDS})
interface ConfigAccess_13_FaultTestBeforeQueueing {}
