package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Nothing: pci_reset_function takes the bridge with the blocking call, and the assertion holds. */
@Claim(
        question = "What does the lockdep map of 6.10-rc1 say of a path that holds the bridge?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = "pci_reset_function:E",
        expected = Answer.PROVED)
interface Lockdep_01_CorrectPath {}
