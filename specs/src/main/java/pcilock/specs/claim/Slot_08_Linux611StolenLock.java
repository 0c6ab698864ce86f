package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Between the two releases pci_reset_function of E takes U, and the second release takes U away from it in the middle
 * of its reset. From then on anybody may take U.
 */
@Claim(
        question = "What does the second release do to others?",
        revision = Revision.LINUX_6_11,
        topology = "P([U(E)])",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING
        },
        notForLincheck = "two resets on a nested bus: more than 60,000 runs")
interface Slot_08_Linux611StolenLock {}
