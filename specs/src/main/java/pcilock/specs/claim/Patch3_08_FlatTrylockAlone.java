package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Alone, yes: the blocking call in the trylock finds the bridge free. */
@Claim(
        question = "Does pci_reset_bus, which uses the trylock, work on a flat bus?",
        revision = Revision.PATCH_3,
        topology = "P(E,F)",
        tasks = "pci_reset_bus:E",
        expected = Answer.PROVED)
interface Patch3_08_FlatTrylockAlone {}
