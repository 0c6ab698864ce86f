package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Two trylocks may both fail, but neither sleeps and neither takes the lock of the other. */
@Claim(
        question = "Two trylocks and a user access, as merged",
        revision = Revision.LINUX_6_11,
        topology = "P(U(E),F)",
        tasks = {"pci_reset_bus:F", "pci_reset_bus:E", "pci_user_read_config:U"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Linux611_16_TrylocksOnly {}
