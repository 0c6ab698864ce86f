package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The removal of the endpoint holds pci_rescan_remove_lock and waits for the endpoint; VMD's removal holds that and joins the thread; the thread waits for pci_rescan_remove_lock. No two of them deadlock. */
@Claim(
        question = "VMD is unbound, its endpoint is removed, and its root port has a hot-plug event",
        revision = Revision.LINUX_7_1,
        topology = "V,P([E])",
        tasks = {"vmd_remove:V+P", "remove_store:V", "pciehp_disable_slot:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface VmdRemove_04_RemovedFromAbove {}
