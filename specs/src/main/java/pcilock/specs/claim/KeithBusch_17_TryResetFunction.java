package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No: it tries the function only, in every tree read. */
@Claim(
        question = "Does pci_try_reset_function hold the bridge with the diff as posted?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(E)",
        tasks = "pci_try_reset_function:E",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface KeithBusch_17_TryResetFunction {}
