package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * No: each device costs two of the 48 locks that a task may hold, its device_lock and its map, and pci_slot_mutex is
 * released by then. Lockdep gives up at the 24th device, so that the assertion, which would have been right, says nothing.
 */
@Claim(
        question = "Has lockdep room for every device of a bus with thirty?",
        revision = Revision.LINUX_6_10_RC1,
        topology =
                "P(E1,E2,E3,E4,E5,E6,E7,E8,E9,E10,E11,E12,E13,E14,E15,E16,E17,E18,E19,E20,E21,E22,E23,E24,E25,E26,E27,E28,E29,E30)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_DEPTH_SUFFICES, Property.BRIDGE_HELD})
interface Lockdep_12_WideBus {}
