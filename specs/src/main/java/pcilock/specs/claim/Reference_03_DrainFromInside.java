package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It waits for itself, which is why a store that removes its own attribute lets go of it first. */
@Claim(
        question = "May a task drain the attribute that it is inside?",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = "kernfs_get_active:E;kernfs_deactivate:E;kernfs_drain:E",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Reference_03_DrainFromInside {}
