package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Its probe does what a reload does, and the irq thread holds pci_rescan_remove_lock meanwhile: no other device is removed or found any more. */
@Claim(
        question = "A card of mlxsw is put in while its function is reset",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);mlxsw_pci:E",
        tasks = {"pciehp_ist:P", "pci_reset_function:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Mlxsw_06_ProbeOfNewCard {}
