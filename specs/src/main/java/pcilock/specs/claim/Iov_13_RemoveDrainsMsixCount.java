package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Here all drivers are unbound before any device is removed: that of the physical function takes the virtual one away, with device_lock held, as in Iov_09. */
@Claim(
        question = "The port above is removed while the interrupts of a virtual function are counted anew",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"remove_store:P", "sriov_vf_msix_count_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_13_RemoveDrainsMsixCount {}
