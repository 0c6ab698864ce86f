package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The port is held by who removes the domain, and the recovery waits for it. */
@Claim(
        question = "VMD is unbound while AER of its root port recovers",
        revision = Revision.LINUX_7_1,
        topology = "V,P(E)",
        tasks = {"vmd_remove:V+P", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface VmdRemove_01_RemoveJoinsRecovery {}
