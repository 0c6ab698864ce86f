package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No: that the slot covers all devices does not make pci_reset_function lock them. From 102c8b26b54e on a reset of F
 * does the same to E, since F has a slot as well (Slot_29). The answer rests on our assumption that a device with a
 * device number of its own is no multifunction device.
 */
@Claim(
        question = "Does 7.1 mend that?",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F)",
        tasks = {"pci_reset_function:E", "pci_user_read_config:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Slot_28_Linux71FunctionBesideOther {}
