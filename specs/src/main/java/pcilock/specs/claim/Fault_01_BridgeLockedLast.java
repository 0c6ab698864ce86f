package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** One task is enough to see the order; what it leads to is Fault_02. */
@Claim(
        question = "Seeded fault: pci_bus_lock takes the bridge after the devices below it",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_LOCKED_LAST,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.TOP_DOWN_ORDER)
interface Fault_01_BridgeLockedLast {}
