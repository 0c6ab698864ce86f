package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Whoever drains the attribute waits for ever. */
@Claim(
        question = "Seeded fault: a store never leaves its attribute",
        revision = Revision.LINUX_7_1,
        fault = Fault.REFERENCE_KEPT,
        topology = "E",
        tasks = {"kernfs_get_active:E;kernfs_put_active:E", "kernfs_deactivate:E;kernfs_drain:E"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.NOTHING_LEFT_HELD})
interface Fault_30_ReferenceKept {}
