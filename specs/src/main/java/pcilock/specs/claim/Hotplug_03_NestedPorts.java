package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The upper thread removes the lower port, as a store would. */
@Claim(
        question = "Hot-plug events on a port and on one below it",
        revision = Revision.LINUX_7_1,
        topology = "P([U([E])])",
        tasks = {"pciehp_disable_slot:P", "pciehp_enable_slot:U"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Hotplug_03_NestedPorts {}
