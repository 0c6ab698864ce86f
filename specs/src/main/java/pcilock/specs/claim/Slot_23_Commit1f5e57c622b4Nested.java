package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Nothing of what Slot_14 shows is left: 1f5e57c622b4 is the first revision whose slot path keeps every property here. */
@Claim(
        question =
                "pci_reset_bus by the slot path against a function reset below a bridge in the slot, from 1f5e57c622b4 on",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_reset_function:E"},
        expected = Answer.PROVED,
        notForLincheck = "two resets on a nested bus: more than 50,000 runs")
interface Slot_23_Commit1f5e57c622b4Nested {}
