package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** a4e772898f8b brings it. */
@Claim(
        question = "Since when is there the deadlock of Portdrv_01?",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"pcie_portdrv_shutdown:P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_03_ShutdownJoinsRecoveryLinux611 {}
