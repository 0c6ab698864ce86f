package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Iov_23. */
@Claim(
        question = "A user reads the config space of a virtual function while its sibling is reset",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V,W}])",
        tasks = {"pci_reset_function:V", "pci_user_read_config:W"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Iov_24_ResetOpensSibling {}
