package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The thread is the host bridge's, not a service of the port: who unbinds the port driver does not wait for it, as it does for that of AER. */
@Claim(
        question = "The port driver is unbound while its lost link is recovered: is there the deadlock of Aer_01?",
        revision = Revision.LINUX_7_3,
        topology = "P(E)",
        tasks = {"unbind_store:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Host_02_UnbindDoesNotJoin {}
