package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** F is reset in the middle of the probe, for the same reason. */
@Claim(
        question = "And while the driver of that device is being probed?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E],F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Slot_24_Commit1f5e57c622b4OutsideHeld {}
