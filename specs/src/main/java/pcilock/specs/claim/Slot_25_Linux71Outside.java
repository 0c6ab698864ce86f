package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** From 102c8b26b54e on the slot covers all devices of its bus, so F is locked too. */
@Claim(
        question = "The user access of Slot_23 in 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E],F)",
        tasks = {"pci_reset_bus:E", "pci_user_read_config:F"},
        expected = Answer.PROVED)
interface Slot_25_Linux71Outside {}
