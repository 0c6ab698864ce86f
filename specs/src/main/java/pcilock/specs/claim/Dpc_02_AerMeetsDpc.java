package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Both read pci_bus_sem and wait for devices below the port, and AER waits for the port with nothing else held. */
@Claim(
        question = "AER and DPC of one port recover at the same time",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"aer_isr:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Dpc_02_AerMeetsDpc {}
