package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** dev_rescan_store(U) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of U, which pcie_portdrv_shutdown(U) holds; pcie_portdrv_shutdown(U) waits to read pci_bus_sem, behind dev_rescan_store(U), which waits to write it. No two of them deadlock. */
@Claim(
        question = "A bus is rescanned while DPC recovers and the machine is shut down",
        revision = Revision.LINUX_7_1,
        topology = "P(U([E]));removed:E",
        tasks = {"dev_rescan_store:U", "dpc_handler:P", "pcie_portdrv_shutdown:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_38_RescanAndDpcAndShutdown {}
