package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** "unlocked secondary bus reset via: pci_reset_bus", and it is right. */
@Claim(
        question = "The VMD path before patch 3: what does patch 2 print?",
        revision = Revision.PATCH_2,
        topology = "V,P(E)",
        tasks = "vmd_probe:V+E",
        expected = Answer.REFUTED,
        breaks = {Property.NO_UNLOCKED_RESET_WARNING, Property.BRIDGE_HELD})
interface Vmd_03_Patch2 {}
