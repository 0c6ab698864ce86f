package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** The same answer as with the atomic flag, as ConfigAccess_01 to ConfigAccess_08 lead one to expect. */
@Claim(
        question = "Bus reset against a user read with the real wait queue in place of the atomic flag",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "P()",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:P"},
        expected = Answer.PROVED)
interface Linux611_17_WaitQueue {}
