package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Two of the three of Dpc_03. */
@Claim(
        question = "DPC recovery while a hot-plug port below is unbound",
        revision = Revision.LINUX_7_1,
        topology = "P(U([E]))",
        tasks = {"dpc_handler:P", "unbind_store:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Dpc_04_RecoveryAndUnbindBelow {}
