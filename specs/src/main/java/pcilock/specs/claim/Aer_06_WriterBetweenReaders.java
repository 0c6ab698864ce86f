package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The recovery reads pci_bus_sem and waits for the device; the reset holds the device, and waits to read behind the removal, which waits to write. No two of them deadlock. */
@Claim(
        question = "AER recovery, a reset of a function, and a removal below the same port",
        revision = Revision.LINUX_7_1,
        topology = "P(E),Q(F)",
        tasks = {"aer_isr:P", "pci_try_reset_function:E", "remove_store:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Aer_06_WriterBetweenReaders {}
