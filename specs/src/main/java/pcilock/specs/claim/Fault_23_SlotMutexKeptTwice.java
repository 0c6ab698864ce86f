package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * The mutex is the machine's, so the second recovery waits for ever although it has nothing else in common with the
 * first.
 */
@Claim(
        question = "The same with a second recovery, of another slot",
        revision = Revision.LINUX_7_1,
        fault = Fault.SLOT_MUTEX_KEPT,
        topology = "P([E]),Q([F])",
        tasks = {"pci_bus_error_reset:P", "pci_bus_error_reset:Q"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.NOTHING_LEFT_HELD})
interface Fault_23_SlotMutexKeptTwice {}
