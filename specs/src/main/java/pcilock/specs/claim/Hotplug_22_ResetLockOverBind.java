package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It lets go of it before, and takes it again after. */
@Claim(
        question =
                "Does the irq thread hold the reset_lock of its port while drivers of a card are unbound and bound, a port with a slot of its own among them?",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pciehp_ist:P", "pci_try_reset_function:E"},
        asks = {Property.RESET_LOCK_NOT_OVER_BIND, Property.NOTHING_LEFT_HELD, Property.RELEASED_BY_HOLDER},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Hotplug_22_ResetLockOverBind {}
