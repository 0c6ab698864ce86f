package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits until a store to a file of VF has ended, that of sriov_vf_msix_count_store(VF); sriov_vf_msix_count_store(VF) waits for device_lock of E, which power_write_file(P) holds. */
@Claim(
        question =
                "The power of a slot is switched by its file while the number of vectors of a virtual function is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"power_write_file:P", "sriov_vf_msix_count_store:VF"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_43_SlotPowerMeetsMsixCount {}
