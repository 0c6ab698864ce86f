package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The shutdown holds the port and joins the thread; the thread takes the device's files away, and waits for the reset; the reset waits for the port. No two of them deadlock. */
@Claim(
        question = "A hot-plug port is shut down while its card is taken out and a function of that is reset",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "reset_store:E", "pcie_portdrv_shutdown:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Portdrv_08_ResetBetweenThreadAndShutdown {}
