package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Alone, yes, as with patch 3. */
@Claim(
        question = "The diff as posted does not touch pci_bus_trylock(): does pci_reset_bus work on a flat bus?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(E,F)",
        tasks = "pci_reset_bus:E",
        expected = Answer.PROVED)
interface KeithBusch_11_FlatTrylockAlone {}
