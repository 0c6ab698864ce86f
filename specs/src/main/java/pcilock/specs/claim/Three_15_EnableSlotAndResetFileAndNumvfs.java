package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(P) waits for pci_rescan_remove_lock, which sriov_numvfs_store(E) holds; reset_store(VF) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; sriov_numvfs_store(E) waits for device_lock of VF, which reset_store(VF) holds. No two of them deadlock. */
@Claim(
        question =
                "A card is put in while a function is reset by its file and the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([E{VF}])",
        tasks = {"pciehp_enable_slot:P", "reset_store:VF", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_15_EnableSlotAndResetFileAndNumvfs {}
