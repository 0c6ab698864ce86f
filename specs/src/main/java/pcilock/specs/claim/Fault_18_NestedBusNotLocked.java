package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * E is below U, which is held; E is not, so a user reaches it during the reset. The properties about the bridge see
 * nothing wrong.
 */
@Claim(
        question = "Seeded fault: pci_bus_lock does not go below a bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.NESTED_BUS_NOT_LOCKED,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:E"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Fault_18_NestedBusNotLocked {}
