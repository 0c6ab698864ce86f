package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Two that read do not wait for each other, unless the third waits between them. */
@Claim(
        question = "Is an rw semaphore one lock that many read or one writes? Two tasks read, one writes",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"down_read:E;up_read:E", "down_read:E;up_read:E", "down_write:E;up_write:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.SEMAPHORE_EXCLUDES},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Semaphore_03_ThreeTasks {}
