package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** Once more without the atomic flag. */
@Claim(
        question = "AER recovery of a slot against a user access, with the wait queue step by step, 7.1",
        revision = Revision.LINUX_7_1,
        waiting = Waiting.WAIT_QUEUE,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:P"},
        expected = Answer.PROVED)
interface Slot_38_Linux71WaitQueue {}
