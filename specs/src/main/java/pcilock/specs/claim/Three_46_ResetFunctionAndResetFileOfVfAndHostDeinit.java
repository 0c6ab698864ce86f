package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** reset_store(VF), inside the attributes of VF, waits for device_lock of P, which pci_reset_function(E) holds; pci_reset_function(E) waits for device_lock of E, which dw_pcie_host_deinit(P) holds; dw_pcie_host_deinit(P) unbinds E, which removes VF, and waits for reset_store(VF) to leave its attributes. No two of them deadlock. */
@Claim(
        question = "A function is reset while its virtual function is reset by its file and the host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(E{VF})",
        tasks = {"pci_reset_function:E", "reset_store:VF", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_46_ResetFunctionAndResetFileOfVfAndHostDeinit {}
