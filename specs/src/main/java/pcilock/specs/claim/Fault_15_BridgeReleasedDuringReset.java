package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** It is held when the reset begins, so the warning of patch 2 does not see it. */
@Claim(
        question = "Seeded fault: the bridge is released before the end of the reset",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_RELEASED_DURING_RESET,
        topology = "P(E)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.BRIDGE_HELD)
interface Fault_15_BridgeReleasedDuringReset {}
