package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** aer_isr(P) waits for device_lock of U, which bind_store(U) holds; bind_store(U) waits for pci_slot_mutex, which aer_isr(P) holds. */
@Claim(
        question = "AER recovers while a driver is bound",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);unbound:U",
        tasks = {"aer_isr:P", "bind_store:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_31_AerMeetsBind {}
