package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It takes the device, and resets the bus. */
@Claim(
        question = "The last close of a device of vfio, before 962ae6892d8b",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P(E)",
        tasks = "vfio_pci_core_disable:E",
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD})
interface Vfio_06_LastCloseOfBridgeNotHeld {}
