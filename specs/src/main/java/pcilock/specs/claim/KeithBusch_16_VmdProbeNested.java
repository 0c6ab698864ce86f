package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It deadlocks in pci_reset_bus() and holds device_lock of the VMD endpoint while it does. */
@Claim(
        question = "The VMD probe below a nested root port with the diff as posted",
        revision = Revision.KEITH_BUSCH,
        topology = "V,P(U(E),F)",
        tasks = "vmd_probe:V+F",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface KeithBusch_16_VmdProbeNested {}
