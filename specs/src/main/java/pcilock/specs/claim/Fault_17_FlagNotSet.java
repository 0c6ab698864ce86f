package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** device_lock alone does not keep users from the config space. */
@Claim(
        question = "Seeded fault: pci_dev_lock takes device_lock only, and the flag is cleared all the same",
        revision = Revision.LINUX_6_11,
        fault = Fault.FLAG_NOT_SET,
        topology = "P(E)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_CLEAR_FLAG_RELEASED, Property.NO_UNLOCKED_RESET_WARNING})
interface Fault_17_FlagNotSet {}
