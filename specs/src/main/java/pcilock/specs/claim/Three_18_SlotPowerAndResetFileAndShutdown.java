package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits until a store to a file of E has ended, that of reset_store(E); reset_store(E) waits for device_lock of P, which pcie_portdrv_shutdown(P) holds; pcie_portdrv_shutdown(P) waits until a store to a file of the slot of P has ended, that of power_write_file(P). No two of them deadlock. */
@Claim(
        question =
                "The power of a slot is switched by its file while a function is reset by its file and the machine is shut down",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"power_write_file:P", "reset_store:E", "pcie_portdrv_shutdown:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_18_SlotPowerAndResetFileAndShutdown {}
