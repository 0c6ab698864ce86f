package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function(VF) waits to write reset_lock of P, which pciehp_enable_slot(P) holds; pciehp_enable_slot(P) waits for pci_rescan_remove_lock, which sriov_numvfs_store(E) holds; sriov_numvfs_store(E) waits for device_lock of VF, which pci_try_reset_function(VF) holds. No two of them deadlock. */
@Claim(
        question =
                "A reset of a function is tried while a card is put in and the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P([E{VF}])",
        tasks = {"pci_try_reset_function:VF", "pciehp_enable_slot:P", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_08_TryResetFunctionAndEnableSlotAndNumvfs {}
