package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Yes, for a virtual function with a device number other than the slot's, as the notation has it: it has no slot, and is not alone on its bus. */
@Claim(
        question = "Is that of Iov_23 new in 7.1?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([F{V}])",
        tasks = {"pci_reset_function:V", "pci_user_read_config:F"},
        expected = Answer.PROVED)
interface Iov_26_ResetBefore71 {}
