package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Its key, which lies in the freed device and stays in lockdep's list. Nobody says so at that moment; who looks into the
 * list later reads freed memory. Kalle Valo reports random crashes that are gone without the mechanism; that this is
 * their cause is our guess.
 */
@Claim(
        question = "What does a removed device leave behind?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E)",
        tasks = "pci_stop_and_remove_bus_device:E",
        expected = Answer.REFUTED,
        breaks = Property.LOCKDEP_NO_STALE_KEY)
interface Lockdep_08_RemovedDevice {}
