package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It tries the function and never the bridge, the same in every tree read. */
@Claim(
        question = "pci_try_reset_function of a function that is alone on its bus, Linux69",
        revision = Revision.LINUX_6_9,
        topology = "P(E)",
        tasks = "pci_try_reset_function:E",
        expected = Answer.REFUTED,
        breaks = Property.BRIDGE_HELD)
interface FunctionReset_13_TryLinux69 {}
