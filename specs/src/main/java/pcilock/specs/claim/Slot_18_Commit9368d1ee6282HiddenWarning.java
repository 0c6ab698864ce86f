package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Not always. A pci_reset_function that waits for E holds the flag of P meanwhile, and the warning tests the flag,
 * not who set it.
 */
@Claim(
        question = "Is the warning of patch 2 of use while the slot path does not hold the bridge?",
        revision = Revision.COMMIT_9368D1EE6282,
        topology = "P([E])",
        tasks = {"pci_reset_bus:E", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_18_Commit9368d1ee6282HiddenWarning {}
