package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** As before patch 3, but with an unlock that thinks otherwise. */
@Claim(
        question = "Seeded fault: pci_bus_lock leaves out the bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_NOT_LOCKED,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {
            Property.BRIDGE_HELD,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.RELEASED_BY_HOLDER,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Fault_20_BridgeNotLocked {}
