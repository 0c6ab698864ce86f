package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** As in Aer_01: the recovery waits for the port, which the removal holds while it joins the recovery. */
@Claim(
        question = "AER recovers while its host bridge is removed",
        revision = Revision.LINUX_7_3,
        topology = "P(E)",
        tasks = {"aer_isr:P", "dw_pcie_host_deinit:P"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.REFUTED,
        breaks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS})
interface Host_21_AerMeetsRemoval {}
