package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** The same answer as with the atomic flag. */
@Claim(
        question = "Bus reset against a function reset with the real wait queue, nested",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "P(U(E),F)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:F"},
        expected = Answer.PROVED,
        notForLincheck = "the wait queue of two resets: more runs than its limit")
interface Linux611_18_WaitQueueNested {}
