package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The next one to want the bridge waits for ever. */
@Claim(
        question = "Seeded fault: pci_bus_unlock forgets the bridge",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_UNLOCK_FORGOTTEN,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.NOTHING_LEFT_HELD)
interface Fault_04_BridgeUnlockForgotten {}
