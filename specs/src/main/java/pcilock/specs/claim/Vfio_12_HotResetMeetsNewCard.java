package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The reset writes the reset_lock with the set locked, and the thread does not read it while it waits for the driver to remove the device. */
@Claim(
        question = "A hot reset by way of a slot while another card is put into it",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"vfio_pci_ioctl_pci_hot_reset:E", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Vfio_12_HotResetMeetsNewCard {}
