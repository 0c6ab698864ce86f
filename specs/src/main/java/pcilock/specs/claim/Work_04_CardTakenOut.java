package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The irq thread holds pci_rescan_remove_lock, too: no other device is removed or found any more. */
@Claim(
        question = "The card of such a driver is taken out",
        revision = Revision.LINUX_7_1,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Work_04_CardTakenOut {}
