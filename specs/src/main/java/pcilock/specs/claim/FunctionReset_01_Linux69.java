package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** A function that is alone on its bus is reset by its bus, and nobody holds the bridge. */
@Claim(
        question = "pci_reset_function without the bridge lock of 7e89efc6e9e4, alone",
        revision = Revision.LINUX_6_9,
        topology = "P(E)",
        tasks = "pci_reset_function:E",
        expected = Answer.REFUTED,
        breaks = Property.BRIDGE_HELD)
interface FunctionReset_01_Linux69 {}
