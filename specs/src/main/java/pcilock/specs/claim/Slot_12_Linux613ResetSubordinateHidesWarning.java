package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The error reset holds E but not P, so the two meet at E only after reset_subordinate has set the flag of P.
 * The flag that the other one set keeps the warning of patch 2 silent. Nothing is reset twice at once: whoever comes
 * second fails or waits at E.
 */
@Claim(
        question = "The same against AER recovery, 6.13",
        revision = Revision.LINUX_6_13,
        topology = "P([E])",
        tasks = {"reset_subordinate:P", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_12_Linux613ResetSubordinateHidesWarning {}
