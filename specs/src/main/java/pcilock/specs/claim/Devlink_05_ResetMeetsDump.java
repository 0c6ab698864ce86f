package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** A reset takes no devlink lock, so the dump waits for it, and it for nothing of the dump. */
@Claim(
        question = "A reset of a function while mlx5 dumps it",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"pci_reset_function:E", "mlx5_crdump_collect:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Devlink_05_ResetMeetsDump {}
