package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits for device_lock of E, which sriov_numvfs_store(E) holds; sriov_numvfs_store(E) waits for pci_rescan_remove_lock, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([E{VF}]);removed:VF",
        tasks = {"power_write_file:P", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_28_SlotPowerMeetsNumvfs {}
