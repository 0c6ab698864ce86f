package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/**
 * No. The bridge is taken once and no device on the bus is a bridge, so the recursion never starts: this is where
 * testing passed patch 3.
 */
@Claim(
        question = "Would a test on a flat bus have found the deadlock?",
        revision = Revision.PATCH_3,
        topology = "P(E,F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Patch3_04_FlatBus {}
