package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As for Aer_03: the recovery does not take the port. */
@Claim(
        question = "Is there the deadlock of Portdrv_01 without patch 3?",
        revision = Revision.PATCH_2,
        topology = "P(E)",
        tasks = {"pcie_portdrv_shutdown:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Portdrv_02_ShutdownJoinsRecoveryPatch2 {}
