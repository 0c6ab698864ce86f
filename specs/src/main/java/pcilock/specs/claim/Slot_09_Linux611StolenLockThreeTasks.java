package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The second release takes U away from a function reset below it. The next task takes U although its owner still works
 * below it: a device is reset while another task holds it.
 */
@Claim(
        question = "And with two more resets, one of them below U?",
        revision = Revision.LINUX_6_11,
        topology = "P([U(E)])",
        tasks = {"pci_reset_bus:U", "pci_bus_error_reset:P", "pci_reset_function:E"},
        expected = Answer.REFUTED,
        breaks = {
            Property.NO_RESET_OF_HELD_DEVICE,
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.BRIDGE_HELD,
            Property.WARNING_NEVER_SILENT,
            Property.NO_UNLOCKED_RESET_WARNING
        },
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Slot_09_Linux611StolenLockThreeTasks {}
