package pcilock.specs.claim;

import pcilock.model.revision.Revision;

/** The walk over the bus locks virtual functions as it does any other device. It does not come to those on a bus without a bridge, which the model leaves out. */
@Claim(
        question = "A user reads the config space of a virtual function during a reset of its bus",
        revision = Revision.LINUX_7_1,
        topology = "P(F{V})",
        tasks = {"pci_reset_bus:F", "pci_user_read_config:V"},
        expected = Answer.PROVED)
interface Iov_27_BusResetClosesVirtualFunction {}
