package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** Every history can be put into a sequence that the atomic flag allows. */
@Claim(
        question = "Is the config access lock one atomic blocking flag? Two tasks lock and unlock",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {"pci_cfg_access_lock:E;pci_cfg_access_unlock:E", "pci_cfg_access_lock:E;pci_cfg_access_unlock:E"},
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface ConfigAccess_01_TwoLocks {}
