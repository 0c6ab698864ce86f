package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Unbinding takes device_lock, for which the thread waits while the reset of the function holds it and waits for reset_lock. */
@Claim(
        question = "Seeded fault: the irq thread of pciehp keeps reset_lock while it unbinds the driver of the card",
        revision = Revision.LINUX_7_1,
        fault = Fault.RESET_LOCK_KEPT,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "pci_reset_function:E"},
        asks = {Property.RESET_LOCK_NOT_OVER_BIND, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.RESET_LOCK_NOT_OVER_BIND, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Fault_34_ResetLockKept {}
