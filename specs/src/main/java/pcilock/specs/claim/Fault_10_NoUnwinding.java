package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The bridge and E stay locked when F is busy. */
@Claim(
        question = "Seeded fault: pci_bus_trylock fails without letting go of what it took",
        revision = Revision.LINUX_6_11,
        fault = Fault.NO_UNWINDING,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.FAILED_TRYLOCK_RESTORES, Property.NOTHING_LEFT_HELD})
interface Fault_10_NoUnwinding {}
