package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * It does, where the flag is cleared before the test; what is cleared between the test and the end of the reset it cannot see. A
 * reset_subordinate that resets nothing would have nothing to warn of.
 */
@Claim(
        question = "Does the warning see that a driver clears the bridge's flag under reset_subordinate, 7.1?",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"reset_subordinate:P", "pci_cfg_access_unlock:P"},
        expected = Answer.REFUTED,
        breaks = {
            Property.NO_UNLOCKED_RESET_WARNING,
            Property.WARNING_NEVER_SILENT,
            Property.BRIDGE_HELD,
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED
        })
interface Warning_05_ResetSubordinate {}
