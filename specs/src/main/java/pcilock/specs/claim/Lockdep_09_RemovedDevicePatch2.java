package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** There is no key any more. */
@Claim(
        question = "And after patch 1?",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = "pci_stop_and_remove_bus_device:E",
        expected = Answer.PROVED)
interface Lockdep_09_RemovedDevicePatch2 {}
