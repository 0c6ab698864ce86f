package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bridge lock stays. */
@Claim(
        question = "pci_reset_function once the lockdep map is gone, alone",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = "pci_reset_function:E",
        expected = Answer.PROVED)
interface FunctionReset_03_Patch2 {}
