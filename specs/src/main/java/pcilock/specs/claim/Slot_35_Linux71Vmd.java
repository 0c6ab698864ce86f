package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The bridge is held and every lock is released once. As there, a real probe comes before the slot. */
@Claim(
        question = "The VMD probe of Slot_10 in 7.1",
        revision = Revision.LINUX_7_1,
        topology = "V,P([U(E)])",
        tasks = "vmd_probe:V+U",
        expected = Answer.PROVED)
interface Slot_35_Linux71Vmd {}
