package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** TODO */
@Claim(
        question = "Seeded fault: pci_bus_unlock releases the bridge before the devices below it",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_RELEASED_FIRST,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.TOP_DOWN_ORDER)
interface Fault_03_BridgeReleasedFirst {}
