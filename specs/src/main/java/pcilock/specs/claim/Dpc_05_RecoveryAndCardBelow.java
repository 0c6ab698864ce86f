package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Two others of the three of Dpc_03. */
@Claim(
        question = "DPC recovery while a card below is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P(U([E]))",
        tasks = {"dpc_handler:P", "pciehp_disable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Dpc_05_RecoveryAndCardBelow {}
