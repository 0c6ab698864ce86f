package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It looks like Iov_09. But the hot-plug thread removes the devices of its bus one by one, the last first, and so drains the files of the virtual function before it takes device_lock of the physical one. */
@Claim(
        question = "A card is taken out while the interrupts of a virtual function are counted anew",
        revision = Revision.LINUX_7_1,
        topology = "P([F{V}])",
        tasks = {"pciehp_disable_slot:P", "sriov_vf_msix_count_store:V"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Iov_12_HotUnplugDrainsMsixCount {}
