package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** aer_isr(P) waits for device_lock of U, which dev_rescan_store(P) holds; dev_rescan_store(P) waits for pci_slot_mutex, which aer_isr(P) holds. */
@Claim(
        question = "AER recovers while a bus is rescanned",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);removed:U",
        tasks = {"aer_isr:P", "dev_rescan_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_30_AerMeetsRescan {}
