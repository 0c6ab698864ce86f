package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.scenario.Waiting;

/** The same answer as with the atomic flag. */
@Claim(
        question = "Bus reset against a function reset with the real wait queue",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "P(E)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E"},
        expected = Answer.PROVED)
interface Linux611_18_WaitQueueFunctionReset {}
