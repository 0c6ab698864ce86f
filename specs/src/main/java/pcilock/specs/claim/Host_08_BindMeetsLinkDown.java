package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread holds pci_slot_mutex and waits for device_lock of U; who binds U holds that and waits for pci_slot_mutex, to make its slot. */
@Claim(
        question = "The driver of a port below is bound while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([U([E])]);unbound:U",
        tasks = {"bind_store:U", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_08_BindMeetsLinkDown {}
