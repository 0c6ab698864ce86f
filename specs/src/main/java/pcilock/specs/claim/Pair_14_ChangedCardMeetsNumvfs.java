package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits for device_lock of E, which sriov_numvfs_store(E) holds; sriov_numvfs_store(E) waits for pci_rescan_remove_lock, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([E{VF}]);removed:VF",
        tasks = {"pciehp_ist:P", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_14_ChangedCardMeetsNumvfs {}
