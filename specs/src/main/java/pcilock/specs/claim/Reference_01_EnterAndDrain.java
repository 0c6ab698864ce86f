package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Every history can be put into a sequence in which nobody enters what is forbidden, and the drain is over when all have left. */
@Claim(
        question = "Does a drain wait for those inside, and does nobody enter after it began?",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"kernfs_get_active:E;kernfs_put_active:E", "kernfs_deactivate:E;kernfs_drain:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.DRAIN_WAITS},
        expected = Answer.PROVED)
interface Reference_01_EnterAndDrain {}
