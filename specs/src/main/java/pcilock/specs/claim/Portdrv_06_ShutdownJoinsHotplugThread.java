package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Unlike a removal, a shutdown does not hold pci_rescan_remove_lock while it waits for the thread, and the thread takes no port. */
@Claim(
        question =
                "A hot-plug port is shut down while its irq thread has something to do: is there the deadlock of Hotplug_01?",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pcie_portdrv_shutdown:P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Portdrv_06_ShutdownJoinsHotplugThread {}
