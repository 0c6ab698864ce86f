package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits for device_lock of E, which sriov_numvfs_store(E) holds; sriov_numvfs_store(E) waits for pci_rescan_remove_lock, which pciehp_enable_slot(P) holds. No two of them deadlock. */
@Claim(
        question = "A card is put in while a driver is bound and the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([E{VF}]);removed:E",
        tasks = {"pciehp_enable_slot:P", "bind_store:E", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_16_EnableSlotAndBindAndNumvfs {}
