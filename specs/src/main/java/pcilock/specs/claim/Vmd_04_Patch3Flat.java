package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** On a flat domain the bridge is held now. */
@Claim(
        question = "The VMD path with patch 3, which was written for it",
        revision = Revision.PATCH_3,
        topology = "V,P(E)",
        tasks = "vmd_probe:V+E",
        expected = Answer.PROVED)
interface Vmd_04_Patch3Flat {}
