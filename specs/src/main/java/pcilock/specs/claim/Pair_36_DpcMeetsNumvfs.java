package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** dpc_handler(P) waits for device_lock of E, which sriov_numvfs_store(E) holds; sriov_numvfs_store(E) waits to write pci_bus_sem, which dpc_handler(P) holds. */
@Claim(
        question = "DPC recovers while the number of virtual functions is changed",
        revision = Revision.LINUX_7_1,
        topology = "P(E{VF});removed:VF",
        tasks = {"dpc_handler:P", "sriov_numvfs_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_36_DpcMeetsNumvfs {}
