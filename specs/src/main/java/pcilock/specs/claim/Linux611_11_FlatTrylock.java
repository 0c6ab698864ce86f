package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The trylock gives up where that of patch 3 sleeps, and leaves nothing behind. */
@Claim(
        question = "pci_reset_bus against a blocking reset of the same bus, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface Linux611_11_FlatTrylock {}
