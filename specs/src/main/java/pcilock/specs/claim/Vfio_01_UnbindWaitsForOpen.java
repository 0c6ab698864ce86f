package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The unbind holds the device until the open has returned; the open only tries to take the device. */
@Claim(
        question = "A device of vfio is unbound while it is opened",
        revision = Revision.LINUX_7_1,
        topology = "P(E)",
        tasks = {"unbind_store:E", "vfio_pci_core_enable:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Vfio_01_UnbindWaitsForOpen {}
