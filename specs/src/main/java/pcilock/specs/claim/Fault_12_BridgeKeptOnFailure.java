package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The devices are given back, the bridge is not. */
@Claim(
        question = "Seeded fault: pci_bus_trylock keeps the bridge when it fails",
        revision = Revision.LINUX_6_11,
        fault = Fault.BRIDGE_KEPT_ON_FAILURE,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "device_lock:F;device_unlock:F"},
        expected = Answer.REFUTED,
        breaks = {Property.FAILED_TRYLOCK_RESTORES, Property.NOTHING_LEFT_HELD})
interface Fault_12_BridgeKeptOnFailure {}
