package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The hot reset keeps memory_lock of both devices. */
@Claim(
        question = "Seeded fault: up_write lets go of nothing",
        revision = Revision.LINUX_7_1,
        fault = Fault.WRITER_KEPT,
        topology = "P(E,F)",
        tasks = "vfio_pci_ioctl_pci_hot_reset:E",
        asks = {Property.NOTHING_LEFT_HELD, Property.RELEASED_BY_HOLDER},
        expected = Answer.REFUTED,
        breaks = {Property.NOTHING_LEFT_HELD})
interface Fault_32_WriterKept {}
