package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Free of deadlock: the rewritten trylock takes U once. */
@Claim(
        question = "pci_reset_bus on a bus with a bridge on it, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = "pci_reset_bus:F",
        expected = Answer.PROVED)
interface Linux611_12_NestedTrylock {}
