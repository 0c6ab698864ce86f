package pcilock.specs.claim;

import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * It is refused, since it would reset what is in the slot and is in another set; what breaks is what the error recovery of a slot breaks by
 * itself in 6.11. Otherwise it would reset a device that the recovery holds.
 */
@Claim(
        question = "A hot reset of a device beside a slot, of which the bus has one, while the slot is reset",
        revision = Revision.LINUX_6_11,
        topology = "P([E],F)",
        tasks = {"pci_bus_error_reset:P", "vfio_pci_ioctl_pci_hot_reset:F"},
        expected = Answer.REFUTED,
        breaks = {Property.BRIDGE_HELD, Property.NO_UNLOCKED_RESET_WARNING})
interface Vfio_13_HotResetBesideSlot {}
