package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bridge is held and the probe returns. */
@Claim(
        question = "The VMD path with a switch below the root port, as merged",
        revision = Revision.LINUX_6_11,
        topology = "V,P(U(E))",
        tasks = "vmd_probe:V+U",
        expected = Answer.PROVED)
interface Vmd_06_Linux611Nested {}
