package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** It is not alone. */
@Claim(
        question = "Seeded fault: down_write does not look at who reads",
        revision = Revision.LINUX_7_1,
        fault = Fault.WRITER_IGNORES_READERS,
        topology = "E",
        tasks = {"down_read:E;pci_read_config:E;up_read:E", "down_write:E;up_write:E"},
        asks = {Property.LINEARIZABLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.SEMAPHORE_EXCLUDES},
        expected = Answer.REFUTED,
        breaks = {Property.SEMAPHORE_EXCLUDES, Property.LINEARIZABLE})
interface Fault_27_WriterIgnoresReaders {}
