package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** As pci_dev_lock() was before a91ee0e9fca9 (5.19). */
@Claim(
        question = "Seeded fault: pci_dev_lock sets the flag before it takes device_lock",
        revision = Revision.LINUX_6_11,
        fault = Fault.FLAG_BEFORE_DEVICE_LOCK,
        topology = "P(E)",
        tasks = "pci_bus_error_reset:P",
        expected = Answer.REFUTED,
        breaks = Property.DEVICE_LOCK_BEFORE_FLAG)
interface Fault_16_FlagBeforeDeviceLock {}
