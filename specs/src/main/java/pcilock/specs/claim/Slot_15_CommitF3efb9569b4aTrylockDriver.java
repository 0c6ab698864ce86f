package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The flag that the driver set is cleared. When the driver clears it in turn, the kernel warns of the driver, which
 * did nothing wrong.
 */
@Claim(
        question = "The same against a driver that takes the flag of U alone",
        revision = Revision.COMMIT_F3EFB9569B4A,
        topology = "P([U()])",
        tasks = {"pci_reset_bus:U", "pci_cfg_access_lock:U;pci_cfg_access_unlock:U"},
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Slot_15_CommitF3efb9569b4aTrylockDriver {}
