package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** unbind_store(E) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of E, which unbind_store(E) holds. */
@Claim(
        question = "A driver is unbound while DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P(E{VF})",
        tasks = {"unbind_store:E", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_35_UnbindMeetsDpc {}
