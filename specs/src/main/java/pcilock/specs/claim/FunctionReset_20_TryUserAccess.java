package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The user reaches the bridge in the middle of its reset. */
@Claim(
        question = "A user access to the bridge during pci_try_reset_function, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"pci_try_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_USER_ACCESS_DURING_RESET, Property.NO_UNLOCKED_RESET_WARNING})
interface FunctionReset_20_TryUserAccess {}
