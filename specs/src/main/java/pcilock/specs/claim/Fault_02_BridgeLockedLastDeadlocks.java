package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** A function reset comes from the bridge down, the bus reset from the devices up, and they meet. */
@Claim(
        question = "Seeded fault: pci_bus_lock takes the bridge after the devices below it",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_LOCKED_LAST,
        topology = "P(E,F)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER})
interface Fault_02_BridgeLockedLastDeadlocks {}
