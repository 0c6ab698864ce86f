package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Who binds holds the port and waits for pci_slot_mutex to make its slot; the recovery of the slot above holds that and waits for the port. */
@Claim(
        question = "Error recovery of a slot while a hot-plug port in it is bound",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])]);unbound:U",
        tasks = {"bind_store:U", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Portdrv_09_BindMakesSlot {}
