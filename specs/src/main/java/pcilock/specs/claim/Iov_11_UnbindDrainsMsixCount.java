package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Iov_09, from the remove of the driver. */
@Claim(
        question =
                "The driver of a physical function is unbound while the interrupts of a virtual one are counted anew",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"unbind_store:F", "sriov_vf_msix_count_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_11_UnbindDrainsMsixCount {}
