package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** Two users wait; one is woken and, as a user, wakes nobody in turn. */
@Claim(
        question = "Seeded fault: one waiter is woken in place of all",
        revision = Revision.LINUX_6_11,
        fault = Fault.ONE_WAITER_WOKEN,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {"pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_user_read_config:E", "pci_user_read_config:E"},
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_LOST_WAKE_UP, Property.EVERY_TASK_ENDS})
interface ConfigAccess_11_FaultOneWaiterWoken {}
