package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** The kernel warns and carries on. */
@Claim(
        question = "What does an unlock by a task that never locked do?",
        revision = Revision.LINUX_6_11,
        waiting = Waiting.WAIT_QUEUE,
        topology = "E",
        tasks = "pci_cfg_access_unlock:E",
        expected = Answer.REFUTED,
        breaks = Property.NO_CLEAR_FLAG_RELEASED)
interface ConfigAccess_08_StrayUnlock {}
