package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * F belongs to another task when it is let go, which is how an unlock without an owner takes a lock away. The bus of
 * a bridge is left out of this trylock, the tree has none.
 */
@Claim(
        question = "Seeded fault: pci_bus_trylock lets go of the device that it failed to take",
        revision = Revision.LINUX_6_11,
        fault = Fault.UNWINDS_ONE_TOO_MANY,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.RELEASED_BY_HOLDER, Property.NO_CLEAR_FLAG_RELEASED})
interface Fault_11_UnwindsOneTooMany {}
