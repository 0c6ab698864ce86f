package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits until a store to a file of VF has ended, that of sriov_vf_msix_count_store(VF); sriov_vf_msix_count_store(VF) waits for device_lock of E, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while the number of vectors of a virtual function is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"pciehp_ist:P", "sriov_vf_msix_count_store:VF"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_39_ChangedCardMeetsMsixCount {}
