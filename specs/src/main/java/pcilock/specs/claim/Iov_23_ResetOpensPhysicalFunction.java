package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** From 102c8b26b54e on a virtual function has the slot of its bus, and so may be reset by it, where that method is chosen for it: then everything in the slot is reset, and only the bridge and that function are locked. */
@Claim(
        question = "A user reads the config space of a physical function while a virtual one is reset",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"pci_reset_function:V", "pci_user_read_config:F"},
        expected = Answer.REFUTED,
        breaks = Property.NO_USER_ACCESS_DURING_RESET)
interface Iov_23_ResetOpensPhysicalFunction {}
