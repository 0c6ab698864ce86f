package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** 0fd20f65df6a leaves this path as it was: it sets the flag and waits for the devlink lock. */
@Claim(
        question = "Failure of a device on s390 while mlx5 dumps it",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"zpci_event_io_failure:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Devlink_04_FailureMeetsDump {}
