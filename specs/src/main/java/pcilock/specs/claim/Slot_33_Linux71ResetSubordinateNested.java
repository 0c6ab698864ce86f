package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Three ways to the same locks, in one order. */
@Claim(
        question = "reset_subordinate, pci_reset_bus by the slot path and AER recovery below, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E)])",
        tasks = {"reset_subordinate:P", "pci_reset_bus:U", "pci_bus_error_reset:U"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Slot_33_Linux71ResetSubordinateNested {}
