package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread holds pci_slot_mutex and waits for device_lock of the port; the removal holds that and waits for pci_slot_mutex, to remove the slot. */
@Claim(
        question = "A host bridge whose port has a slot is removed while its lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"dw_pcie_host_deinit:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_04_RemovalMeetsLinkDown {}
