package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The port is unbound while its handler runs. The deadlock of Aer_01 is gone with the wait. */
@Claim(
        question = "Seeded fault: free_irq returns while the handler runs",
        revision = Revision.LINUX_7_1,
        fault = Fault.JOIN_RETURNS_EARLY,
        topology = "P(E)",
        tasks = {"unbind_store:P", "aer_isr:P"},
        expected = Answer.REFUTED,
        breaks = Property.DRAIN_WAITS)
interface Fault_29_JoinReturnsEarly {}
