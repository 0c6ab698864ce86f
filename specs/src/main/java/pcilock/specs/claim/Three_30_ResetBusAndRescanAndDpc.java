package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_reset_bus(U) waits to read pci_bus_sem, behind dev_rescan_store(U), which waits to write it; dev_rescan_store(U) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of U, which pci_reset_bus(U) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a bus is tried while a bus is rescanned and DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(U(E));removed:E",
        tasks = {"pci_reset_bus:U", "dev_rescan_store:U", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_30_ResetBusAndRescanAndDpc {}
