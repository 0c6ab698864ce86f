package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** memory_lock of each device is tried, in the order of the set, and what was taken is let go of when one is busy. No property breaks. */
@Claim(
        question = "A hot reset of two devices while user space resets one of them",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F)",
        tasks = {"vfio_pci_ioctl_pci_hot_reset:E", "vfio_pci_ioctl_reset:F"},
        expected = Answer.PROVED)
interface Vfio_03_HotResetMeetsReset {}
