package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The user reaches the bridge in the middle of its reset. */
@Claim(
        question = "What can go wrong without the bridge lock: a user access to the bridge",
        revision = Revision.LINUX_6_9,
        topology = "P(E)",
        tasks = {"pci_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_USER_ACCESS_DURING_RESET})
interface FunctionReset_04_Linux69UserAccess {}
