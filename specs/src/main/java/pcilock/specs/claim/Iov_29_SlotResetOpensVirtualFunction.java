package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No, unless it has the device number of the slot: the locks of a slot leave out what is outside, and the reset of a slot does not. */
@Claim(
        question = "Was the virtual function closed before 102c8b26b54e?",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([F{V}])",
        tasks = {"pci_reset_bus:F", "pci_user_read_config:V"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Iov_29_SlotResetOpensVirtualFunction {}
