package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;

/** Nothing then. */
@Claim(
        question = "What does a removed device leave behind if lockdep_unregister_key is called first?",
        revision = Revision.LINUX_6_10_RC1,
        fault = Fault.KEY_UNREGISTERED,
        topology = "P(E)",
        tasks = "pci_stop_and_remove_bus_device:E",
        expected = Answer.PROVED)
interface Lockdep_14_KeyUnregistered {}
