package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No: the deadlock only comes later, with F held as well. */
@Claim(
        question = "Does it help when the bridge is not the first on the list?",
        revision = Revision.PATCH_3,
        topology = "P(F,U(E))",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Patch3_06_NestedBusSecondOnTheList {}
