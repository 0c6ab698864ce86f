package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** It sleeps behind a driver that has set the flag without device_lock. */
@Claim(
        question = "Seeded fault: pci_dev_trylock takes the flag with the blocking call",
        revision = Revision.LINUX_6_11,
        fault = Fault.TRYLOCK_BLOCKS_ON_FLAG,
        topology = "P(E,F)",
        tasks = {"pci_reset_bus:E", "pci_cfg_access_lock:E;pci_cfg_access_unlock:E"},
        expected = Answer.REFUTED,
        breaks = Property.TRYLOCK_NEVER_SLEEPS)
interface Fault_09_TrylockBlocksOnFlag {}
