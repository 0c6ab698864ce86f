package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_enable_slot(U) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of U, which vmd_remove(VMD+P) holds; vmd_remove(VMD+P) waits until pciehp_ist of U has ended, that of pciehp_enable_slot(U). No two of them deadlock. */
@Claim(
        question = "A card is put in while DPC recovers and a domain of VMD is removed",
        revision = Revision.LINUX_7_1,
        topology = "P(U([E])),VMD;removed:E",
        tasks = {"pciehp_enable_slot:U", "dpc_handler:P", "vmd_remove:VMD+P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Three_35_EnableSlotAndDpcAndVmdRemove {}
