package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The dump takes no device_lock. */
@Claim(
        question = "Unbind while mlx5 dumps its device",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Devlink_07_UnbindMeetsDump {}
