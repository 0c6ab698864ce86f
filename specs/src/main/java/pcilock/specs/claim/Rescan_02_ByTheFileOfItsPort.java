package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The file that is written is not one that goes. */
@Claim(
        question = "Rescan by the file of a port while a device below it is removed",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"dev_rescan_store:P", "remove_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Rescan_02_ByTheFileOfItsPort {}
