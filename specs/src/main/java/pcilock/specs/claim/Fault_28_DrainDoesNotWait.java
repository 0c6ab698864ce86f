package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** It ends while the store runs. */
@Claim(
        question = "Seeded fault: kernfs_drain returns while somebody is inside",
        revision = Revision.LINUX_7_1,
        fault = Fault.DRAIN_DOES_NOT_WAIT,
        topology = "E",
        tasks = {"kernfs_get_active:E;pci_read_config:E;kernfs_put_active:E", "kernfs_deactivate:E;kernfs_drain:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.DRAIN_WAITS},
        expected = Answer.REFUTED,
        breaks = {Property.DRAIN_WAITS, Property.LINEARIZABLE})
interface Fault_28_DrainDoesNotWait {}
