package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** pciehp_ist(P) waits to write pci_bus_sem, which dpc_handler(P) holds; dpc_handler(P) waits for device_lock of E, which pciehp_ist(P) holds. */
@Claim(
        question = "A card is changed while DPC recovers",
        revision = Revision.LINUX_7_1,
        topology = "P([U(E{VF})])",
        tasks = {"pciehp_ist:P", "dpc_handler:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Pair_38_ChangedCardMeetsDpc {}
