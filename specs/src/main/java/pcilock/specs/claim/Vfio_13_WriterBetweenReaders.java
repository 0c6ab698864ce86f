package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As Aer_06: the recovery reads pci_bus_sem and waits for the device, which the hot reset has; that waits to read behind the removal, which waits to write. No two of them deadlock. */
@Claim(
        question = "AER recovery, a hot reset, and a removal below another port",
        revision = Revision.LINUX_7_1,
        topology = "P(E),Q(F)",
        tasks = {"aer_isr:P", "vfio_pci_ioctl_pci_hot_reset:E", "remove_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: more runs than its limit")
interface Vfio_13_WriterBetweenReaders {}
