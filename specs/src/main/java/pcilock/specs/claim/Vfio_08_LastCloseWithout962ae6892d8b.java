package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** No: with the rest of 7.1 it does what it did. */
@Claim(
        question = "Is it another commit that mends Vfio_06?",
        revision = Revision.LINUX_7_1,
        fault = Fault.WITHOUT_962AE6892D8B,
        topology = "P(E)",
        tasks = "vfio_pci_core_disable:E",
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD})
interface Vfio_08_LastCloseWithout962ae6892d8b {}
