package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes: the trylock that fails clears the flag of U while pci_reset_function of E resets U, and a user reads the
 * bridge in the middle of it.
 */
@Claim(
        question = "And can a user access get through to a bridge under reset?",
        revision = Revision.COMMIT_F3EFB9569B4A,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_reset_function:E", "pci_user_read_config:U"},
        expected = Answer.REFUTED,
        breaks = {
            Property.NO_USER_ACCESS_DURING_RESET,
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING
        },
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Slot_16_CommitF3efb9569b4aTrylockUser {}
