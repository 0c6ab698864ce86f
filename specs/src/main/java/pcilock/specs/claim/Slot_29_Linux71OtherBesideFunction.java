package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Before 102c8b26b54e F has no slot and a sibling, so it is reset by itself. From then on it has one and takes the
 * method of the slot: a reset of F resets E while a driver is being probed for E. New in 7.1, under the assumption of
 * Slot_28.
 */
@Claim(
        question = "pci_reset_function of the other device of that bus, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F)",
        tasks = {"pci_reset_function:F", "device_lock:E;device_unlock:E"},
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Slot_29_Linux71OtherBesideFunction {}
