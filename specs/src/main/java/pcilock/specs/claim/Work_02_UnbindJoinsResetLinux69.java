package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** It is older than any revision here, where the driver is. */
@Claim(
        question = "Is the deadlock of Work_01 new?",
        revision = Revision.LINUX_6_9,
        topology = "P(E)",
        tasks = {"unbind_store:E", "pdsc_pci_reset_thread:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Work_02_UnbindJoinsResetLinux69 {}
