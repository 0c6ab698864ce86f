package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bridge is held, so the user waits. */
@Claim(
        question = "AER recovery of a slot against a user access to the bridge, from 1f5e57c622b4 on",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:P"},
        expected = Answer.PROVED)
interface Slot_20_Commit1f5e57c622b4User {}
