package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** E is released, which nobody holds, and F never is; the bridge goes while F is still held. */
@Claim(
        question = "Seeded fault: pci_reset_function releases the function's first sibling",
        revision = Revision.LINUX_6_11,
        fault = Fault.WRONG_DEVICE_UNLOCKED,
        topology = "P(E,F)",
        tasks = "pci_reset_function:F",
        expected = Answer.REFUTED,
        breaks = {
            Property.RELEASED_BY_HOLDER,
            Property.NO_CLEAR_FLAG_RELEASED,
            Property.NOTHING_LEFT_HELD,
            Property.TOP_DOWN_ORDER
        })
interface Fault_06_WrongDeviceUnlocked {}
