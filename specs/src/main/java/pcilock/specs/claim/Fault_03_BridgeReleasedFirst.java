package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Nothing deadlocks, but for a moment the bus is locked without its bridge. */
@Claim(
        question = "Seeded fault: pci_bus_unlock releases the bridge before the devices below it",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_RELEASED_FIRST,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.TOP_DOWN_ORDER)
interface Fault_03_BridgeReleasedFirst {}
