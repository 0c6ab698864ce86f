package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * pci_bus_trylock() passes F over, since it is not there. Then the rescan adds it, for which it takes pci_bus_sem, and no lock that the reset
 * holds. pci_bus_unlock() comes to F and unlocks what nobody locked, or what device_attach() has locked to bind a driver. In the C of 7.1.5
 * nothing is between the two walks that would keep a device from the list.
 */
@Claim(
        question = "The same where the unlock walks over the devices that are there by then",
        revision = Revision.LINUX_7_1,
        fault = Fault.LIST_READ_BY_UNLOCK,
        topology = "P(E,F);removed:F",
        tasks = {"dev_rescan_store:P", "pci_reset_bus:E"},
        asks = {Property.RELEASED_BY_HOLDER, Property.NOTHING_LEFT_HELD},
        expected = Answer.REFUTED,
        breaks = Property.RELEASED_BY_HOLDER)
interface Rescan_05_UnlockedThoughNotLocked {}
