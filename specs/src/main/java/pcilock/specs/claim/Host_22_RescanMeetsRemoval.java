package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Rescan_01: the removal drains the file by which the rescan runs, and the rescan waits for pci_rescan_remove_lock. */
@Claim(
        question = "A bus is rescanned by the file of its port while the host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(E);removed:E",
        tasks = {"dev_rescan_store:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_22_RescanMeetsRemoval {}
