package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** aer_isr(P) waits for device_lock of P, which remove_store(P) holds; remove_store(P) waits until aer_isr of P has ended, that of aer_isr(P). */
@Claim(
        question = "AER recovers while a device is removed by its file",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"aer_isr:P", "remove_store:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_29_AerMeetsRemove {}
