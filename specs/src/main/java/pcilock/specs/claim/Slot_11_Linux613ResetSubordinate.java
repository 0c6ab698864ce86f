package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** It takes the bus path whatever slots there are, and the bus path holds the bridge. */
@Claim(
        question = "reset_subordinate of a bridge with a slot below it, 6.13",
        revision = Revision.LINUX_6_13,
        topology = "P([E,F])",
        tasks = "reset_subordinate:P",
        expected = Answer.PROVED)
interface Slot_11_Linux613ResetSubordinate {}
