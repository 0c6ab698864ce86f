package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The removal drains the slot's file, by which the store runs; the thread that the store waits for waits for pci_rescan_remove_lock. */
@Claim(
        question = "A slot is switched on by its file while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P([E]);removed:E",
        tasks = {"power_write_file:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_20_SlotPowerMeetsRemoval {}
