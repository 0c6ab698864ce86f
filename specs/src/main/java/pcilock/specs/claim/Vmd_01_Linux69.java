package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** No: pci_reset_bus() locks everything but the bridge. Nothing warns in 6.9. */
@Claim(
        question = "The VMD path of the thread in 6.9: does the resetting task hold the bridge?",
        revision = Revision.LINUX_6_9,
        topology = "V,P(E)",
        tasks = "vmd_probe:V+E",
        expected = Answer.REFUTED,
        breaks = Property.BRIDGE_HELD)
interface Vmd_01_Linux69 {}
