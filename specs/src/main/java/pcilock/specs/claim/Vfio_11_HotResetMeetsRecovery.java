package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery waits for what the hot reset holds, and the hot reset for nothing but pci_bus_sem. */
@Claim(
        question = "A hot reset while the port recovers from an error",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"vfio_pci_ioctl_pci_hot_reset:E", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Vfio_11_HotResetMeetsRecovery {}
