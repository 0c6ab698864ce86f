package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** No: with the rest of 7.1 they deadlock. */
@Claim(
        question = "Is it another commit that mends Devlink_01?",
        revision = Revision.LINUX_7_1,
        fault = Fault.WITHOUT_0FD20F65DF6A,
        topology = "P(E)",
        tasks = {"zpci_event_attempt_error_recovery:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Devlink_03_RecoveryWithout0fd20f65df6a {}
