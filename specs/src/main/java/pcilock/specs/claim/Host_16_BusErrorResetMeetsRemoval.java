package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The reset holds pci_slot_mutex and waits for device_lock of the port; the removal holds that and waits for pci_slot_mutex, to remove the slot. */
@Claim(
        question = "A bus is reset for an error while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P([E])",
        tasks = {"pci_bus_error_reset:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_16_BusErrorResetMeetsRemoval {}
