package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Host_05: a machine whose link goes down may never come to its reboot. */
@Claim(
        question = "A port with a slot is shut down while its lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pcie_portdrv_shutdown:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_07_ShutdownMeetsLinkDown {}
