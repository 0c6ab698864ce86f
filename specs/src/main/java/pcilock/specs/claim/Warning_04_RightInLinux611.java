package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** No: pci_reset_bus() holds the bridge, so there is nothing to hide. */
@Claim(
        question = "Does it ever fail on pci_reset_bus in 6.11?",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"pci_reset_bus:E", "pci_cfg_access_lock:P;pci_cfg_access_unlock:P"},
        expected = Answer.PROVED)
interface Warning_04_RightInLinux611 {}
