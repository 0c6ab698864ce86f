package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** AER takes the devlink lock under device_lock alone, and the flag when it holds no devlink lock. */
@Claim(
        question = "AER recovery while mlx5 dumps its device",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"aer_isr:P", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Devlink_06_AerMeetsDump {}
