package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The reset of a function is by a method that touches it alone, since it is not alone on its bus. No property breaks. */
@Claim(
        question = "A hot reset of two devices while user space resets each of them",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F)",
        tasks = {"vfio_pci_ioctl_pci_hot_reset:E", "vfio_pci_ioctl_reset:E", "vfio_pci_ioctl_reset:F"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Vfio_04_HotResetMeetsBothResets {}
