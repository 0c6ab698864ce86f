package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** There is: pciehp's thread holds reset_lock of the port and waits for pci_rescan_remove_lock, the recovery holds that and waits to write reset_lock. */
@Claim(
        question =
                "And where the recovery holds pci_rescan_remove_lock around its reset, as the series has it from its version 7 on?",
        revision = Revision.LINUX_7_3,
        fault = Fault.LINK_DOWN_TAKES_RESCAN_LOCK,
        topology = "P([E])",
        tasks = {"pciehp_disable_slot:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_28_DisableSlotWithRescanLock {}
