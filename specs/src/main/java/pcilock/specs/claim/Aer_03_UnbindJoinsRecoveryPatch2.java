package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery takes what is below the port, and not the port. */
@Claim(
        question = "Is there the deadlock of Aer_01 without patch 3?",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = {"unbind_store:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Aer_03_UnbindJoinsRecoveryPatch2 {}
