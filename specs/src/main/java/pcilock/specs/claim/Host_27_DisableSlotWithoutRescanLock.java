package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread removes an endpoint, for which nothing takes pci_slot_mutex, and holds no reset_lock over it. */
@Claim(
        question = "Is there a deadlock as in Host_10 where there is no port in the slot?",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Host_27_DisableSlotWithoutRescanLock {}
