package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes: a function reset of the bridge sets the same flag. */
@Claim(
        question = "And can another reset hide it?",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = {"pci_reset_bus:E", "pci_reset_function:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Warning_02_HiddenByReset {}
