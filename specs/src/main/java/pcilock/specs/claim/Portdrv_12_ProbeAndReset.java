package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The probe takes the reset_lock of its own port, as the last lock, for a moment. */
@Claim(
        question = "The driver of a hot-plug port is probed while a function in its slot is reset",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);unbound:P",
        tasks = {"pcie_portdrv_probe:P", "pci_reset_function:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS, Property.RESET_LOCK_NOT_OVER_BIND},
        expected = Answer.PROVED)
interface Portdrv_12_ProbeAndReset {}
