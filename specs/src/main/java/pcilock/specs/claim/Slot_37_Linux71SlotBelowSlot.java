package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The upper recovery takes U through the bus below it; the lower reset tries U first and gives up. */
@Claim(
        question = "AER recovery of a slot that has a slot below it, against a reset of the lower one, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pci_bus_error_reset:P", "pci_reset_bus:E"},
        expected = Answer.PROVED,
        notForLincheck = "two resets on a nested bus: more than 20,000 runs")
interface Slot_37_Linux71SlotBelowSlot {}
