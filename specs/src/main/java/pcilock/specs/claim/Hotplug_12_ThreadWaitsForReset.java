package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It holds nothing while it waits, and the reset waits for nothing that who waits for the thread could hold. Without this wait it would wait for the same reset at reset_lock. */
@Claim(
        question =
                "From 6.16 on the irq thread waits, without a timeout, for a reset of its slot: can it wait for ever?",
        revision = Revision.LINUX_6_18,
        topology = "P([E])",
        tasks = {"pci_try_reset_function:E", "pciehp_ist:P"},
        asks = {
            Property.NO_DEADLOCK,
            Property.EVERY_TASK_ENDS,
            Property.NOTHING_LEFT_HELD,
            Property.RELEASED_BY_HOLDER,
            Property.DRAIN_WAITS
        },
        expected = Answer.PROVED,
        longForLincheck = true)
interface Hotplug_12_ThreadWaitsForReset {}
