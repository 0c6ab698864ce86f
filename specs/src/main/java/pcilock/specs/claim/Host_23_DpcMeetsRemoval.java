package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The walk reads pci_bus_sem and waits for the physical function; the removal holds that one and waits to write pci_bus_sem, to take the virtual function off the list. */
@Claim(
        question = "DPC recovers a device with SR-IOV while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(F{V})",
        tasks = {"dpc_handler:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_23_DpcMeetsRemoval {}
