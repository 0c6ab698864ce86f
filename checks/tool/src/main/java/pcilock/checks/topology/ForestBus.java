package pcilock.checks.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bus with the devices on it. */
public final class ForestBus {
    private final BusNumbers numbers;
    private final List<ForestDevice> devices;
    private final boolean hasSlot;

    ForestBus(BusNumbers numbers, List<ForestDevice> devices, boolean hasSlot) {
        this.numbers = numbers;
        this.hasSlot = hasSlot;
        this.devices = List.copyOf(devices);
    }

    /** The same bus with other devices in place of its own, and with a slot if it has or gets one. */
    ForestBus with(Map<ForestDevice, ForestDevice> others, boolean slot) {
        return new ForestBus(numbers, devices.stream().map(others::get).toList(), hasSlot || slot);
    }

    /** Empty where the input does not tell, as in the short notation. */
    public Optional<BusNumbers> numbers() {
        return Optional.ofNullable(numbers);
    }

    /** In the order of the kernel's {@code bus->devices} after a scan: by device and function number. */
    public List<ForestDevice> devices() {
        return devices;
    }

    /** Whether there is a pciehp slot on the bus. */
    public boolean hasSlot() {
        return hasSlot;
    }

    @Override
    public String toString() {
        return numbers == null ? "bus" : "bus " + numbers;
    }
}
