package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Yes, with one task. The diff as posted mends the blocking path only: every caller of pci_reset_bus() (vfio hot
 * reset, the VMD probe, mlx5, lpfc, r8169) still takes U twice. What was merged as a4e772898f8b rewrites the trylock
 * too.
 */
@Claim(
        question = "Does pci_reset_bus deadlock on a bridge below a bridge with the diff as posted?",
        revision = Revision.KEITH_BUSCH,
        topology = "P(U(E),F)",
        tasks = "pci_reset_bus:F",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface KeithBusch_13_NestedTrylock {}
