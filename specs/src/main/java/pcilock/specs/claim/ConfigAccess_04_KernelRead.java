package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** They do not look at the flag: the task that has set it can go on using the device (PR-12). */
@Claim(
        question = "Do the accesses of the kernel itself stay possible while the flag is set?",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = {"pci_cfg_access_lock:E;pci_read_config:E;pci_cfg_access_unlock:E", "pci_read_config:E"},
        asks = {Property.LINEARIZABLE, Property.NO_LOST_WAKE_UP, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface ConfigAccess_04_KernelRead {}
