package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The lock of the set lets one after the other. */
@Claim(
        question = "Two hot resets of the same devices",
        revision = Revision.LINUX_7_1,
        topology = "P([E,F])",
        tasks = {"vfio_pci_ioctl_pci_hot_reset:E", "vfio_pci_ioctl_pci_hot_reset:F"},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Vfio_05_TwoHotResets {}
