package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Nothing of what Slot_15 shows is left: 1f5e57c622b4 is the first revision whose slot path keeps every property here. */
@Claim(
        question =
                "pci_reset_bus by the slot path against a driver that takes the flag of U alone, from 1f5e57c622b4 on",
        revision = Revision.COMMIT_1F5E57C622B4,
        topology = "P([U()])",
        tasks = {"pci_reset_bus:U", "pci_cfg_access_lock:U;pci_cfg_access_unlock:U"},
        expected = Answer.PROVED)
interface Slot_21_Commit1f5e57c622b4DriverOfBridge {}
