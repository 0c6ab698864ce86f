package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The probe never returns, and holds device_lock of the VMD endpoint. */
@Claim(
        question = "The VMD path with patch 3 and a switch below the root port",
        revision = Revision.PATCH_3,
        topology = "V,P(U(E))",
        tasks = "vmd_probe:V+U",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.TRYLOCK_NEVER_SLEEPS})
interface Vmd_05_Patch3Nested {}
