package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It tries the function and never the bridge, the same in every tree read. */
@Claim(
        question = "pci_try_reset_function of a function that is alone on its bus, Patch3",
        revision = Revision.PATCH_3,
        topology = "P(E)",
        tasks = "pci_try_reset_function:E",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface FunctionReset_16_TryPatch3 {}
