package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Nobody is asked whether he holds it. */
@Claim(
        question = "What does a release of a semaphore by a task that never took it do?",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = "up_read:E",
        expected = Answer.REFUTED,
        breaks = Property.RELEASED_BY_HOLDER)
interface Semaphore_05_StrayRelease {}
