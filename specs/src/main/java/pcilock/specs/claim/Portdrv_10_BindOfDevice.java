package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** A driver of a device that is no port takes no lock in its probe. */
@Claim(
        question = "Error recovery of a slot while a device in it is bound",
        revision = Revision.LINUX_7_1,
        topology = "P([E]);unbound:E",
        tasks = {"bind_store:E", "pci_bus_error_reset:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED)
interface Portdrv_10_BindOfDevice {}
