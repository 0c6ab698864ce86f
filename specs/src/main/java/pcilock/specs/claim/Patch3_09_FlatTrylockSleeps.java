package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes: it takes the bridge with the blocking pci_dev_lock(), so it sleeps behind another task that holds the bridge.
 * Nothing deadlocks on this tree, but the try variants exist because they must not sleep.
 */
@Claim(
        question = "Does the trylock of patch 3 sleep?",
        revision = Revision.PATCH_3,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = Property.TRYLOCK_NEVER_SLEEPS)
interface Patch3_09_FlatTrylockSleeps {}
