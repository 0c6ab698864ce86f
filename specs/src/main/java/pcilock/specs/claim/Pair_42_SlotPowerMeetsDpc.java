package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** power_write_file(P) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of E, which power_write_file(P) holds. */
@Claim(
        question = "The power of a slot is switched by its file while DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"power_write_file:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_42_SlotPowerMeetsDpc {}
