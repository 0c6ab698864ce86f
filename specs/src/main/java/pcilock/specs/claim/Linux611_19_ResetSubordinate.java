package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** It is the path of pci_reset_bus(), named by its bridge. */
@Claim(
        question =
                "The sysfs reset of a subordinate bus against a function reset: the trylock of 6.11 reached by the path that 6.13 added",
        revision = Revision.LINUX_6_11,
        topology = "P(E)",
        tasks = {"reset_subordinate:P", "pci_reset_function:E"},
        expected = Answer.PROVED)
interface Linux611_19_ResetSubordinate {}
