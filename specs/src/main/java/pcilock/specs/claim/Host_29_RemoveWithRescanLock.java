package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** Yes: with pci_rescan_remove_lock around the reset the port cannot be removed meanwhile. */
@Claim(
        question = "Does that mend Host_06?",
        revision = Revision.LINUX_7_3,
        fault = Fault.LINK_DOWN_TAKES_RESCAN_LOCK,
        topology = "P([E])",
        tasks = {"remove_store:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Host_29_RemoveWithRescanLock {}
