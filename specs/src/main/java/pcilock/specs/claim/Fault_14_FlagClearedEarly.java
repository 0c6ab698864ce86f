package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The second clear, in the unlock, finds the flag clear; the warning of patch 2 sees this one. */
@Claim(
        question = "Seeded fault: the flag of the bridge is cleared before the reset",
        revision = Revision.LINUX_6_11,
        fault = Fault.FLAG_CLEARED_EARLY,
        topology = "P(E)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {
            Property.BRIDGE_HELD,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.TOP_DOWN_ORDER
        })
interface Fault_14_FlagClearedEarly {}
