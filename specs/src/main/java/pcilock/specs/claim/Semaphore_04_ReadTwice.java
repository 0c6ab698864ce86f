package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The second time it waits behind the writer, who waits for its first time. */
@Claim(
        question = "May a task read an rw semaphore that it reads already, while another one comes to write?",
        revision = Revision.LINUX_7_1,
        topology = "E",
        tasks = {"down_read:E;down_read:E;up_read:E", "down_write:E;up_write:E"},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Semaphore_04_ReadTwice {}
