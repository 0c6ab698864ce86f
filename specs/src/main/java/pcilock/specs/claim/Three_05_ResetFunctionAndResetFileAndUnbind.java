package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pci_reset_function(E) waits for device_lock of E, which unbind_store(E) holds; reset_store(VF) waits for device_lock of P, which pci_reset_function(E) holds; unbind_store(E) waits until a store to a file of VF has ended, that of reset_store(VF). No two of them deadlock. */
@Claim(
        question = "A function is reset while a function is reset by its file and a driver is unbound",
        revision = Revision.LINUX_7_1,
        topology = "P(E{VF})",
        tasks = {"pci_reset_function:E", "reset_store:VF", "unbind_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_05_ResetFunctionAndResetFileAndUnbind {}
