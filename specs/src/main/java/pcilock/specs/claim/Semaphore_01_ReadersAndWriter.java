package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Every history can be put into a sequence in which the one who writes is alone. */
@Claim(
        question = "Is an rw semaphore one lock that many read or one writes? One task reads, one writes",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"down_read:E;up_read:E", "down_write:E;up_write:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.SEMAPHORE_EXCLUDES},
        expected = Answer.PROVED)
interface Semaphore_01_ReadersAndWriter {}
