package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The function is reset by itself, so the bridge does not matter; it gives up where the bus reset holds it. */
@Claim(
        question = "pci_try_reset_function of a function that has a sibling, against a bus reset",
        revision = Revision.LINUX_6_11,
        topology = "P(E,F)",
        tasks = {"pci_try_reset_function:E", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface FunctionReset_18_TryWithSibling {}
