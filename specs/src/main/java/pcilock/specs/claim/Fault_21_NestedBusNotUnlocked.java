package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** E below U stays locked, and U and P are released above it. */
@Claim(
        question = "Seeded fault: pci_bus_unlock does not go below a bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.NESTED_BUS_NOT_UNLOCKED,
        topology = "P(U(E),F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NOTHING_LEFT_HELD, Property.TOP_DOWN_ORDER})
interface Fault_21_NestedBusNotUnlocked {}
