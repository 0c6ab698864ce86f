package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: pci_bus_trylock() is still that of patch 3, which takes the bridge with the blocking call. */
@Claim(
        question = "Does the trylock of the diff as posted sleep?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = Property.TRYLOCK_NEVER_SLEEPS)
interface KeithBusch_12_FlatTrylockSleeps {}
