package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** It waits until the recovery is over, since there is one pci_slot_mutex, and nothing else comes of it. */
@Claim(
        question = "reset_subordinate of a bridge without a slot against AER recovery of a slot elsewhere, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P([E]),Q(F)",
        tasks = {"reset_subordinate:Q", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface Slot_37_Linux71ResetSubordinateElsewhere {}
