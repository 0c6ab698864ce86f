package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** reset_store(VF), inside the attributes of VF, waits for device_lock of U, which pci_reset_function(E) holds; pci_reset_function(E) waits for device_lock of E, which pciehp_disable_slot(P) holds; pciehp_disable_slot(P) unbinds E, which removes VF, and waits for reset_store(VF) to leave its attributes. No two of them deadlock. */
@Claim(
        question = "A function is reset while its card is taken out and its virtual function is reset by its file",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"pci_reset_function:E", "pciehp_disable_slot:P", "reset_store:VF"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_41_ResetFunctionAndDisableSlotAndResetFileOfVf {}
