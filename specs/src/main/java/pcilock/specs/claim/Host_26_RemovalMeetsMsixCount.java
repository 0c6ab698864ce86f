package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Iov_13: the removal drains the file of the virtual function with the physical one held, and the store waits for that one. */
@Claim(
        question = "The interrupts of a virtual function are changed while the host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(F{V})",
        tasks = {"dw_pcie_host_deinit:P", "sriov_vf_msix_count_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_26_RemovalMeetsMsixCount {}
