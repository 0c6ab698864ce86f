package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No. pci_bus_trylock() of the bus below U fails because the function reset holds U; pci_slot_trylock() then releases
 * U, which it never took, and so takes it away from the function reset. The same in 6.11 and 6.13.
 */
@Claim(
        question = "Does a trylock of a slot that fails leave the locks of others alone, f3efb9569b4a?",
        revision = Revision.COMMIT_F3EFB9569B4A,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING
        })
interface Slot_14_CommitF3efb9569b4aTrylock {}
