package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The close tries from the top down, and gives up where the reset is ahead. No property breaks. */
@Claim(
        question = "The last close while the function is reset by sysfs",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"vfio_pci_core_disable:E", "pci_reset_function:E"},
        expected = Answer.PROVED)
interface Vfio_10_LastCloseMeetsReset {}
