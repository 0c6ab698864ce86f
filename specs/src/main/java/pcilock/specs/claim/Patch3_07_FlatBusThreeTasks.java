package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** Yes: on a flat bus the blocking path is right, also under contention. */
@Claim(
        question = "Does patch 3 keep the properties on a flat bus, with a function reset and a user access at once?",
        revision = Revision.PATCH_3,
        topology = "P(E,F)",
        tasks = {"pci_bus_error_reset:P", "pci_reset_function:E", "pci_user_read_config:P"},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Patch3_07_FlatBusThreeTasks {}
