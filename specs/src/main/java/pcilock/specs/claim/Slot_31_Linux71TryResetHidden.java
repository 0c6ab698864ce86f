package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No: a driver that has set the flag of P keeps it silent. */
@Claim(
        question = "Does the warning of patch 2 always tell of it?",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pci_try_reset_function:E", "pci_cfg_access_lock:P;pci_cfg_access_unlock:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Slot_31_Linux71TryResetHidden {}
