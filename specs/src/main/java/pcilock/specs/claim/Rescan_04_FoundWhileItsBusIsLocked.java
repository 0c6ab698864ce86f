package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** What locks a bus and what unlocks it are assumed to meet the same devices; the next claim tells what is assumed away with that. */
@Claim(
        question = "A device is found while its bus is locked for a reset",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F);removed:F",
        tasks = {"dev_rescan_store:P", "pci_reset_bus:E"},
        asks = {Property.RELEASED_BY_HOLDER, Property.NOTHING_LEFT_HELD},
        expected = Answer.PROVED)
interface Rescan_04_FoundWhileItsBusIsLocked {}
