package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The irq is freed once the root bus is gone and pci_rescan_remove_lock is free, so the thread, which waits for device_lock of the port while it is removed, gets it and ends. */
@Claim(
        question =
                "A host bridge is removed, which joins the thread that recovers its lost link: is there the deadlock of Aer_01?",
        revision = Revision.LINUX_7_3,
        topology = "P(E)",
        tasks = {"dw_pcie_host_deinit:P", "pci_host_handle_link_down:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Host_01_RemovalJoinsThread {}
