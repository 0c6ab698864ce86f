package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The unwinding releases the bus below U, and with it U, once. */
@Claim(
        question = "The trylock fails behind a bridge that it had taken, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = {"pci_reset_bus:F", "device_lock:F;device_unlock:F"},
        expected = Answer.PROVED)
interface Linux611_14_TrylockUnwindsPastNestedBus {}
