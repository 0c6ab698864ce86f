package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It has, and the assertion warns as on a small bus: with pci_bus_error_reset, 46 locks are the most. */
@Claim(
        question = "And of one with twenty-three?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E1,E2,E3,E4,E5,E6,E7,E8,E9,E10,E11,E12,E13,E14,E15,E16,E17,E18,E19,E20,E21,E22,E23)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_ASSERTION_HOLDS, Property.BRIDGE_HELD})
interface Lockdep_13_LessWideBus {}
