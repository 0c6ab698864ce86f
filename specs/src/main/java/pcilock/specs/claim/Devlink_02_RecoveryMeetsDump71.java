package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It holds device_lock alone. */
@Claim(
        question = "The same in 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"zpci_event_attempt_error_recovery:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Devlink_02_RecoveryMeetsDump71 {}
