package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** pci_reset_bus gives up while F is held. */
@Claim(
        question = "The probe of Slot_24 in 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.PROVED)
interface Slot_26_Linux71OutsideHeld {}
