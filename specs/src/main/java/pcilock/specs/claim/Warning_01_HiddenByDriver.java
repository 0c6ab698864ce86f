package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes. The warning tests the flag, not who set it: while a driver has blocked config access to the bridge for reasons
 * of its own, an unlocked reset goes unnoticed.
 */
@Claim(
        question = "Can patch 2's warning stay silent although the resetting task does not hold the bridge?",
        revision = Revision.PATCH_2,
        topology = "V,P(E)",
        tasks = {"pci_reset_bus:E", "pci_cfg_access_lock:P;pci_cfg_access_unlock:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Warning_01_HiddenByDriver {}
