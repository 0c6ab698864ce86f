package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** It tries to take the bridge, then the device. No property breaks. */
@Claim(
        question = "The last close of a device of vfio, in 7.1",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = "vfio_pci_core_disable:E",
        expected = Answer.PROVED)
interface Vfio_07_LastCloseWithBridge {}
