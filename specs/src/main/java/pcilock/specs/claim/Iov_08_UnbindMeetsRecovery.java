package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Iov_06: the driver disables SR-IOV when it is unbound, with device_lock held. Without virtual functions nobody writes pci_bus_sem there. */
@Claim(
        question = "The driver of a physical function is unbound during AER recovery",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"unbind_store:F", "aer_isr:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Iov_08_UnbindMeetsRecovery {}
