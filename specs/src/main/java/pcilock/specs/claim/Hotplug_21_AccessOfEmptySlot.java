package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** No: nobody can ask for a device before it is there, and it is not added while its slot is reset. */
@Claim(
        question =
                "Error recovery of a slot that is empty, and an access to what is not in it: can one meet the other?",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);removed:E",
        tasks = {"pci_bus_error_reset:P", "pci_user_read_config:E"},
        expected = Answer.PROVED)
interface Hotplug_21_AccessOfEmptySlot {}
