package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** DPC recovery takes what is below the port, and waits for the link in place of resetting it: unlike that of AER, it never takes the port. */
@Claim(
        question = "The port driver is unbound while its DPC recovers: is there the deadlock of Aer_01?",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Dpc_01_UnbindJoinsRecovery {}
