package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It takes no lock of its own, so neither the flag of the function nor the bridge is held when the method is the bus. */
@Claim(
        question = "pci_reset_function_locked under device_lock of the function, as its callers use it",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = "device_lock:E;pci_reset_function_locked:E;device_unlock:E",
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface FunctionReset_19_Locked {}
