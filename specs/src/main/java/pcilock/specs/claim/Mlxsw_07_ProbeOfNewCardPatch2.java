package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** The probe does not wait for the flag of the bridge. */
@Claim(
        question = "Is there the deadlock of Mlxsw_06 before 6.11?",
        revision = Revision.PATCH_2,
        topology = "P([E]);mlxsw_pci:E",
        tasks = {"pciehp_ist:P", "pci_reset_function:E"},
        asks = {Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS},
        expected = Answer.PROVED,
        longForLincheck = true)
interface Mlxsw_07_ProbeOfNewCardPatch2 {}
