package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Iov_23: the reset of the slot meets the physical function in the middle of its probe. */
@Claim(
        question = "A virtual function is reset while a driver is bound to its physical one",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"pci_reset_function:V", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_RESET_OF_HELD_DEVICE)
interface Iov_25_ResetOfHeldPhysicalFunction {}
