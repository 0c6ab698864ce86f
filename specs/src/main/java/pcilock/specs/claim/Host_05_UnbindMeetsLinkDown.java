package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread holds pci_slot_mutex and waits for device_lock of the port; who unbinds it holds that and waits for pci_slot_mutex, to remove the slot. */
@Claim(
        question = "The driver of a port with a slot is unbound while its lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"unbind_store:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_05_UnbindMeetsLinkDown {}
