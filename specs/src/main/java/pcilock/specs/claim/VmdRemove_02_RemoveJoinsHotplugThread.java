package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** VMD's removal does not take pci_rescan_remove_lock, so the thread is not kept from it. */
@Claim(
        question =
                "VMD is unbound while the hot-plug thread of its root port runs: is there the deadlock of Hotplug_01?",
        revision = Revision.LINUX_7_1,
        topology = "V,P([E])",
        tasks = {"vmd_remove:V+P", "pciehp_ist:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface VmdRemove_02_RemoveJoinsHotplugThread {}
