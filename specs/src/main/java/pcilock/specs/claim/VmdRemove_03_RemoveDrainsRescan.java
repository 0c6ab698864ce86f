package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The rescan waits for pci_rescan_remove_lock, which VMD's removal does not hold while it drains the file. */
@Claim(
        question = "VMD is unbound during a rescan below it: is there the deadlock of Rescan_01?",
        revision = Revision.LINUX_7_1,
        topology = "V,P(E)",
        tasks = {"vmd_remove:V+P", "dev_rescan_store:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface VmdRemove_03_RemoveDrainsRescan {}
