package pcilock.checks.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device of a machine, with what is below it when it is a bridge. */
public final class ForestDevice {
    private final String name;
    private final PciAddress address;
    private final String description;
    private final ForestBus below;
    private final List<ForestBus> withoutBridge;
    private final boolean inSlot;
    private final String physicalFunction;

    ForestDevice(
            String name,
            PciAddress address,
            String description,
            ForestBus below,
            List<ForestBus> withoutBridge,
            boolean inSlot,
            String physicalFunction) {
        this.name = name;
        this.address = address;
        this.description = description;
        this.below = below;
        this.withoutBridge = List.copyOf(withoutBridge);
        this.inSlot = inSlot;
        this.physicalFunction = physicalFunction;
    }

    /** The same device with other buses in place of those below, and in the slot if it is or gets there. */
    ForestDevice with(Map<ForestBus, ForestBus> others, boolean slot) {
        return new ForestDevice(
                name,
                address,
                description,
                below == null ? null : others.get(below),
                withoutBridge.stream().map(others::get).toList(),
                inSlot || slot,
                physicalFunction);
    }

    /** The full address {@code dddd:bb:dd.f} in lower case, or the name that the short notation gives. Unique in a machine. */
    public String name() {
        return name;
    }

    /** Empty in the short notation. */
    public Optional<PciAddress> address() {
        return Optional.ofNullable(address);
    }

    /** What lspci -tv says of the device, or its vendor and device number from sysfs. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** The bus below a bridge, possibly without a device on it; empty when the device is no bridge. */
    public Optional<ForestBus> below() {
        return Optional.ofNullable(below);
    }

    /**
     * Buses below this bridge that no bridge leads to: the kernel makes them for the virtual functions of SR-IOV that do not fit
     * on their bus. No walk over the bus below the bridge meets them.
     */
    public List<ForestBus> withoutBridge() {
        return withoutBridge;
    }

    /** Whether it is in the slot of its bus; see {@link ForestBus#hasSlot}. */
    public boolean inSlot() {
        return inSlot;
    }

    /** The name of the physical function of SR-IOV that this one belongs to; empty unless it is known to be a virtual one. */
    public Optional<String> physicalFunction() {
        return Optional.ofNullable(physicalFunction);
    }

    @Override
    public String toString() {
        return name;
    }
}
