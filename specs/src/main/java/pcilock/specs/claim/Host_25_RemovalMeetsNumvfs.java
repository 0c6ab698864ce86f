package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Iov_02: the store takes pci_rescan_remove_lock last, and the removal takes it first. */
@Claim(
        question = "SR-IOV is changed by sysfs while the host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(F{V});removed:V",
        tasks = {"dw_pcie_host_deinit:P", "sriov_numvfs_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_25_RemovalMeetsNumvfs {}
