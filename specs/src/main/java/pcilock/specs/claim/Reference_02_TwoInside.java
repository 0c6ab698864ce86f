package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Both are waited for, or neither enters. */
@Claim(
        question = "Does a drain wait for all of those inside?",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {
            "kernfs_get_active:E;kernfs_put_active:E",
            "kernfs_get_active:E;kernfs_put_active:E",
            "kernfs_deactivate:E;kernfs_drain:E"
        },
        asks = {Property.DRAIN_WAITS, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Reference_02_TwoInside {}
