package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** So it is with a reset of all that shares the bus. */
@Claim(
        question = "A device of vfio is unbound while its bus is reset",
        revision = Revision.LINUX_7_1,
        topology = "P(E,F)",
        tasks = {"unbind_store:E", "vfio_pci_ioctl_pci_hot_reset:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Vfio_02_UnbindWaitsForHotReset {}
