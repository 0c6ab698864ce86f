package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** What patch 3 did, put into the trylock of 6.11: it sleeps behind the function reset, which holds the bridge. */
@Claim(
        question = "Seeded fault: pci_bus_trylock takes the bridge with the blocking call",
        revision = Revision.LINUX_6_11,
        fault = Fault.TRYLOCK_BLOCKS,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_reset_function:F"},
        expected = Answer.REFUTED,
        breaks = Property.TRYLOCK_NEVER_SLEEPS)
interface Fault_08_TrylockBlocks {}
