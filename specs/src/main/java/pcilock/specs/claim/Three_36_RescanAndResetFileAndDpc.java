package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** dev_rescan_store(E) waits to write pci_bus_sem, which dpc_handler(P) holds; reset_store(E) waits to read pci_bus_sem, behind dev_rescan_store(E), which waits to write it; dpc_handler(P) waits for device_lock of E, which reset_store(E) holds. No two of them deadlock. */
@Claim(
        question = "A bus is rescanned while a function is reset by its file and DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F);removed:F",
        tasks = {"dev_rescan_store:E", "reset_store:E", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_36_RescanAndResetFileAndDpc {}
