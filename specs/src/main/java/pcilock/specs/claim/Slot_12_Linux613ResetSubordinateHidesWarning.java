package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The error reset does not take P. The flag of P that reset_subordinate has set keeps the warning of patch 2 silent. An empty
 * slot shows it with the fewest steps.
 */
@Claim(
        question = "The same against AER recovery, 6.13",
        revision = Revision.LINUX_6_13,
        topology = "P([])",
        tasks = {"reset_subordinate:P", "pci_bus_error_reset:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_12_Linux613ResetSubordinateHidesWarning {}
