package pcilock.checks.topology;

import java.util.List;
import java.util.Optional;

/** A bus with the devices on it. */
public final class ForestBus {
    private final BusNumbers numbers;
    private final List<ForestDevice> devices;

    ForestBus(BusNumbers numbers, List<ForestDevice> devices) {
        this.numbers = numbers;
        this.devices = List.copyOf(devices);
    }

    /** Empty where the input does not tell, as in the short notation. */
    public Optional<BusNumbers> numbers() {
        return Optional.ofNullable(numbers);
    }

    /** In the order of the kernel's {@code bus->devices} after a scan: by device and function number. */
    public List<ForestDevice> devices() {
        return devices;
    }

    @Override
    public String toString() {
        return numbers == null ? "bus" : "bus " + numbers;
    }
}
