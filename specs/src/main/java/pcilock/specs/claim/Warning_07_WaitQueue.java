package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Waiting;

/** It does: it reads the flag without pci_lock there, at one instant like here. */
@Claim(
        question = "Does the warning of patch 2 see the same where the config access lock is a wait queue?",
        revision = Revision.PATCH_2,
        waiting = Waiting.WAIT_QUEUE,
        topology = "P(E)",
        tasks = {"pci_reset_bus:E", "pci_reset_function:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Warning_07_WaitQueue {}
