package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Two threads may reset one port, for an error and for its link. They walk the bus as readers, lock devices one at a time, and reset one after the other. */
@Claim(
        question = "AER recovers a root port whose link went down",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"aer_isr:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Host_03_AerMeetsLinkDown {}
