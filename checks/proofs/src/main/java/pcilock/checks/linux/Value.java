package pcilock.checks.linux;

import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciSlot;

/**
 * What an expression of C can be worth beside numbers ({@code Long}, with NULL as zero), strings, and the objects of the model
 * that pointers lead to.
 */
sealed interface Value {
    /** {@code &bus->devices} or {@code &bus->slots}; also where a walk along the list ends. */
    record ListHead(PciBus bus, boolean ofSlots) implements Value {}

    /** {@code &dev->dev}. */
    record Device(PciDev dev) implements Value {}

    /** {@code slot->hotplug}. */
    record Hotplug(PciSlot slot) implements Value {}

    /** {@code dev->devfn}. */
    record DeviceNumber(PciDev dev) implements Value {}

    /** {@code bus->ops}. */
    record Operations(PciBus bus) implements Value {}

    /** The lockdep map of a device. */
    record Map(PciDev dev) implements Value {}

    /** The address of a lock that is no mutex, or of one that is not modelled. */
    record NamedLock(String name) implements Value {}

    /** The address of a local variable: of which call on the stack, from 0, and which of its variables. */
    record Local(int frame, int slot) implements Value {}

    /** Something that nothing is known of; two of them are different things. */
    record Open(int number) implements Value {}
}
