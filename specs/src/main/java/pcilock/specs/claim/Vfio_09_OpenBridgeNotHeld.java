package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function takes no bridge in any revision. */
@Claim(
        question = "And the first open, in 7.1?",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = "vfio_pci_core_enable:E",
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD})
interface Vfio_09_OpenBridgeNotHeld {}
