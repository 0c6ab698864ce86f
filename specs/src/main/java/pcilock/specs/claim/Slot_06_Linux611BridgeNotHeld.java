package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No: pci_bus_lock() begins with the bridge, pci_slot_lock() does not. AER recovery of a hot-plug port sets off the
 * warning of patch 2, and does so until 1f5e57c622b4.
 */
@Claim(
        question = "Does the bridge lock of a4e772898f8b reach the slot path?",
        revision = Revision.LINUX_6_11,
        topology = "P([E])",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_06_Linux611BridgeNotHeld {}
