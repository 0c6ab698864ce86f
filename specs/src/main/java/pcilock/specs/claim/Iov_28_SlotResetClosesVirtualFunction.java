package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** From 102c8b26b54e on the slot covers the whole bus. */
@Claim(
        question = "The same in a slot",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"pci_reset_bus:F", "pci_user_read_config:V"},
        expected = Answer.PROVED)
interface Iov_28_SlotResetClosesVirtualFunction {}
