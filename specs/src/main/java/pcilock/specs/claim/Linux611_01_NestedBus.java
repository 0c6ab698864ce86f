package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Lock and unlock are those of Keith Busch. */
@Claim(
        question = "Blocking reset of a bus with a bridge on it, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.PROVED)
interface Linux611_01_NestedBus {}
