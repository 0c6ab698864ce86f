package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * Two drivers that set two flags in opposite orders: lockdep reports the circle in every run in which both orders are
 * seen, also where nothing deadlocks. No reset path does that.
 */
@Claim(
        question = "What is the map good at?",
        revision = Revision.LINUX_6_10_RC1,
        topology = "P(E,F)",
        tasks = {
            "pci_cfg_access_lock:E;pci_cfg_access_lock:F;pci_cfg_access_unlock:F;pci_cfg_access_unlock:E",
            "pci_cfg_access_lock:F;pci_cfg_access_lock:E;pci_cfg_access_unlock:E;pci_cfg_access_unlock:F"
        },
        expected = Answer.REFUTED,
        breaks = {Property.LOCKDEP_NO_CIRCLE, Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Driver_04_InvertedFlags {}
