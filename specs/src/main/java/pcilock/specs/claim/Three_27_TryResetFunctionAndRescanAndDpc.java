package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_try_reset_function(E) waits to read pci_bus_sem, behind dev_rescan_store(E), which waits to write it; dev_rescan_store(E) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of E, which pci_try_reset_function(E) holds. No two of them deadlock. */
@Claim(
        question = "A reset of a function is tried while a bus is rescanned and DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F);removed:F",
        tasks = {"pci_try_reset_function:E", "dev_rescan_store:E", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_27_TryResetFunctionAndRescanAndDpc {}
