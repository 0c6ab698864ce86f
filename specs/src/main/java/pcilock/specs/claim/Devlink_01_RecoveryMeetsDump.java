package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery sets the flag and waits for the devlink lock; the dump has that lock and waits for the flag. */
@Claim(
        question = "Recovery on s390 while mlx5 dumps its device, before 0fd20f65df6a",
        revision = Revision.COMMIT_F3EFB9569B4A,
        topology = "P(E)",
        tasks = {"zpci_event_attempt_error_recovery:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Devlink_01_RecoveryMeetsDump {}
