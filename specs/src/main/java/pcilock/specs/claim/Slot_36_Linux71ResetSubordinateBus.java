package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/**
 * Both take pci_slot_mutex first and let go of it again before they take the path of the bus, where one of them waits for
 * the other, or gives up.
 */
@Claim(
        question = "reset_subordinate against AER recovery on a bus without a slot, 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"reset_subordinate:P", "pci_bus_error_reset:P"},
        expected = Answer.PROVED)
interface Slot_36_Linux71ResetSubordinateBus {}
