package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No: as in every tree read it tries the function only, and a user reaches the bridge during its reset. It and
 * pci_reset_function_locked (FunctionReset_19) are what is left in 7.1 of resets of a bus without its bridge.
 */
@Claim(
        question = "Does pci_try_reset_function hold the bridge in 7.1?",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pci_try_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_USER_ACCESS_DURING_RESET, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_30_Linux71TryReset {}
