package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Yes, where a path is left that does not lock the bridge: pci_try_reset_function(). */
@Claim(
        question = "Can it stay silent in 6.11?",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"pci_try_reset_function:E", "pci_reset_function:P"},
        expected = Answer.REFUTED,
        breaks = {Property.WARNING_NEVER_SILENT, Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Warning_03_HiddenInLinux611 {}
