package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_slot_mutex is free again before the bus is locked. */
@Claim(
        question = "The same without a slot",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F;sriov_numvfs_store:F", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Iov_15_EnableMeetsErrorResetWithoutSlot {}
