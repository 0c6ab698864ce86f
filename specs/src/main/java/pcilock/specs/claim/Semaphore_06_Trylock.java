package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** One of them has it, and the other is told so. */
@Claim(
        question = "Is down_write_trylock one attempt at the lock? Two tasks try",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"down_write_trylock:E", "down_write_trylock:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.SEMAPHORE_EXCLUDES},
        expected = Answer.PROVED)
interface Semaphore_06_Trylock {}
