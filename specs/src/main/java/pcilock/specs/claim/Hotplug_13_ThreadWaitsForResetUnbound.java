package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The driver core holds the port and joins the thread, which waits for the reset, which holds the device. */
@Claim(
        question = "The same while the port driver is unbound",
        revision = Revision.LINUX_6_18,
        topology = "P([E])",
        tasks = {"pci_try_reset_function:E", "pciehp_ist:P", "unbind_store:P"},
        asks = {
            Property.NO_DEADLOCK,
            Property.EVERY_TASK_ENDS,
            Property.NOTHING_LEFT_HELD,
            Property.RELEASED_BY_HOLDER,
            Property.DRAIN_WAITS
        },
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Hotplug_13_ThreadWaitsForResetUnbound {}
