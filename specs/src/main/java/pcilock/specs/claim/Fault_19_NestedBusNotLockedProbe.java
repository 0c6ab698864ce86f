package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The same fault seen from the driver core, which may probe E while the bus above it is reset. */
@Claim(
        question = "Seeded fault: pci_bus_lock does not go below a bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.NESTED_BUS_NOT_LOCKED,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "device_lock:E;device_unlock:E"},
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Fault_19_NestedBusNotLockedProbe {}
