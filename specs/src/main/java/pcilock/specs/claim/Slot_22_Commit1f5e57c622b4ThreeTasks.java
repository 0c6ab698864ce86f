package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Everything that 6.11 breaks with them is kept. */
@Claim(
        question = "The three tasks of Slot_09, from 1f5e57c622b4 on",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_bus_error_reset:P", "pci_reset_function:E"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Slot_22_Commit1f5e57c622b4ThreeTasks {}
