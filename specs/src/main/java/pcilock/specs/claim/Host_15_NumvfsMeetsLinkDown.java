package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As with AER in Iov_06: the walk reads pci_bus_sem and waits for the physical function, which the store holds while it waits to write pci_bus_sem. */
@Claim(
        question = "SR-IOV is changed by sysfs while a lost link is recovered",
        revision = Revision.LINUX_7_3,
        topology = "P(F{V});removed:V",
        tasks = {"pci_host_handle_link_down:P", "sriov_numvfs_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_15_NumvfsMeetsLinkDown {}
