package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The inversion that taking the upstream bridge in pci_reset_function() could have brought. */
@Claim(
        question = "Seeded fault: pci_reset_function takes the function before the bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.FUNCTION_LOCKED_BEFORE_BRIDGE,
        topology = "P(E,F)",
        tasks = {"pci_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TOP_DOWN_ORDER})
interface Fault_07_FunctionLockedBeforeBridge {}
