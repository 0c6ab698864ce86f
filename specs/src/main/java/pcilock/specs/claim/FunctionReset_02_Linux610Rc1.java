package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bridge is held, and lockdep agrees. */
@Claim(
        question = "pci_reset_function with the bridge lock of 7e89efc6e9e4, alone",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = "pci_reset_function:E",
        expected = Answer.PROVED)
interface FunctionReset_02_Linux610Rc1 {}
