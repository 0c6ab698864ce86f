package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Semaphore_04 does not hang any more, which is what makes the kernel put the reader behind. */
@Claim(
        question = "Seeded fault: down_read does not look at who waits to write",
        revision = Revision.LINUX_7_1,
        fault = Fault.READER_PASSES_WAITING_WRITER,
        topology = "E",
        tasks = {"down_read:E;down_read:E;up_read:E", "down_write:E;up_write:E"},
        expected = Answer.REFUTED,
        breaks = Property.SEMAPHORE_EXCLUDES)
interface Fault_26_ReaderPassesWaitingWriter {}
