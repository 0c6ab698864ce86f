package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No: 7e89efc6e9e4 brings it. */
@Claim(
        question = "Is the deadlock of Iov_19 there before pci_reset_function locks the bridge?",
        revision = Revision.LINUX_6_9,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "reset_store:V", "pci_reset_function:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Iov_20_ResetsOfBothAndStoreLinux69 {}
