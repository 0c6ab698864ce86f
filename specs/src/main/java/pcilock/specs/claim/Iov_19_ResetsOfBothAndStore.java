package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The reset of the physical function holds the bridge and waits for the device; the store holds that and drains the file of the virtual one; the reset by that file waits for the bridge. No two of them deadlock. */
@Claim(
        question = "SR-IOV is disabled during resets of the physical and of the virtual function",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"sriov_numvfs_store:F", "reset_store:V", "pci_reset_function:F"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        notForLincheck = "three tasks: minutes of its runs, or more")
interface Iov_19_ResetsOfBothAndStore {}
