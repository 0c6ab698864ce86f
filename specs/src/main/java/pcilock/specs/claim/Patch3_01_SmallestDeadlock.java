package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * One task and two devices are enough: pci_bus_lock() takes U, calls itself for the bus below U, and begins there
 * with U again. Keith Busch's reply of 28 June 2024 says exactly this. The other trees of at most two devices, in
 * which no bridge is below a bridge, are Patch3_02 to Patch3_04.
 */
@Claim(
        question = "On which smallest tree, and with how many tasks, does patch 3 deadlock?",
        revision = Revision.PATCH_3,
        topology = "P(U())",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Patch3_01_SmallestDeadlock {}
