package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;

/** A machine and how lspci draws it, without any of the code that reads drawings. */
final class LspciMachine {
    /** Endings of different lengths, with what is special in drawings. */
    private static final List<String> NAMES = List.of(
            "Maker + Co | Thing [1af4:1000]",
            "Intel Corporation Sunrise Point-LP PCI Express Root Port #1 (rev f1)",
            "Advanced Micro Devices, Inc. [AMD/ATI] Navi 21 HDMI Audio [Radeon RX 6800/6800 XT / 6900 XT]",
            "Device 1234",
            "Samsung Electronics Co Ltd NVMe SSD Controller SM981/PM981/PM983 - 970 EVO");

    private static final class Bus {
        final int domain;
        final int number;
        final List<Device> devices = new ArrayList<>();

        Bus(int domain, int number) {
            this.domain = domain;
            this.number = number;
        }
    }

    private static final class Device {
        final int devfn;
        /** As lspci draws them: the bridge's own bus last. Empty when it is no bridge. */
        final List<Bus> below = new ArrayList<>();

        int last;
        String description = "";

        Device(int devfn) {
            this.devfn = devfn;
        }

        Bus own() {
            return below.get(below.size() - 1);
        }
    }

    /** As lspci draws them. */
    private final List<Bus> roots = new ArrayList<>();

    private int nextBus;

    private LspciMachine() {}

    /** A machine of up to three domains. Bus numbers are without gaps, and where there is a function there is function 0. */
    static LspciMachine random(Random random, boolean described) {
        LspciMachine machine = new LspciMachine();
        int domains = 1 + random.nextInt(3);
        for (int domain = 0; domain < domains; domain++) {
            machine.nextBus = domain == 0 ? 0 : random.nextInt(200);
            machine.roots.add(0, machine.bus(random, domain * 0x10000, 0, described));
        }
        return machine;
    }

    private Bus bus(Random random, int domain, int depth, boolean described) {
        Bus bus = new Bus(domain, nextBus++);
        TreeSet<Integer> functions = new TreeSet<>();
        int count = depth == 0 ? 1 + random.nextInt(5) : random.nextInt(4);
        while (functions.size() < count) {
            int devfn = random.nextInt(256);
            functions.add(devfn & ~7);
            functions.add(devfn);
        }
        for (int devfn : functions) {
            Device device = new Device(devfn);
            if (depth < 12 && nextBus < 256 && random.nextInt(3) == 0) {
                device.below.add(bus(random, domain, depth + 1, described));
                device.last = nextBus - 1;
            } else if (described) {
                device.description = NAMES.get(random.nextInt(NAMES.size()));
            }
            bus.devices.add(device);
        }
        return bus;
    }

    /** The machine that was read. */
    static LspciMachine of(PciForest forest) {
        LspciMachine machine = new LspciMachine();
        for (ForestBus root : forest.rootBuses()) {
            machine.roots.add(0, of(root));
        }
        return machine;
    }

    private static Bus of(ForestBus read) {
        BusNumbers numbers = read.numbers().orElseThrow();
        Bus bus = new Bus(numbers.domain(), numbers.first());
        for (ForestDevice device : read.devices()) {
            Device drawn = new Device(device.address().orElseThrow().devfn());
            drawn.description = device.description().orElse("");
            device.below().ifPresent(own -> {
                drawn.last = own.numbers().orElseThrow().last();
                device.withoutBridge().forEach(other -> drawn.below.add(0, of(other)));
                drawn.below.add(of(own));
            });
            bus.devices.add(drawn);
        }
        return bus;
    }

    // ---- lspci's drawing: each line is what is left of the device, then the device; below, all but bars turns blank
    // ----

    String drawing() {
        StringBuilder drawing = new StringBuilder();
        buses("-", roots, true, drawing);
        return drawing.toString();
    }

    private static void buses(String left, List<Bus> buses, boolean named, StringBuilder drawing) {
        if (buses.size() == 1) {
            bus(left + (named ? name(buses.get(0)) : ""), buses.get(0), drawing);
            return;
        }
        String line = left;
        for (int i = 0; i < buses.size(); i++) {
            bus(line + (i < buses.size() - 1 ? "+-" : "\\-") + name(buses.get(i)), buses.get(i), drawing);
            line = (line + "+").replace('+', '|').replaceAll("[^|]", " ").substring(0, line.length());
        }
    }

    private static String name(Bus bus) {
        return String.format(Locale.ROOT, "[%04x:%02x]-", bus.domain, bus.number);
    }

    private static void bus(String left, Bus bus, StringBuilder drawing) {
        List<Device> devices = bus.devices;
        if (devices.isEmpty()) {
            drawing.append(left).append('\n');
        } else if (devices.size() == 1) {
            device(left + "--", devices.get(0), drawing);
        } else {
            String line = left;
            for (int i = 0; i < devices.size(); i++) {
                device(line + (i < devices.size() - 1 ? "+-" : "\\-"), devices.get(i), drawing);
                line = line.replace('+', '|').replaceAll("[^|]", " ");
            }
        }
    }

    private static void device(String left, Device device, StringBuilder drawing) {
        String line = left + String.format(Locale.ROOT, "%02x.%x", device.devfn >> 3, device.devfn & 7);
        if (device.below.isEmpty()) {
            drawing.append(line)
                    .append(device.description.isEmpty() ? "" : "  ")
                    .append(device.description)
                    .append('\n');
            return;
        }
        int secondary = device.own().number;
        String range = secondary == device.last
                ? String.format(Locale.ROOT, "-[%02x]--", secondary)
                : String.format(Locale.ROOT, "-[%02x-%02x]--", secondary, device.last);
        buses(line + range, device.below, false, drawing);
    }

    // ---- what must come out ----

    /** As {@link PciForest#notation} writes it. */
    String notation() {
        List<String> text = new ArrayList<>();
        for (int i = roots.size() - 1; i >= 0; i--) {
            text.add(notation(roots.get(i)));
        }
        return String.join(",", text);
    }

    private static String notation(Bus bus) {
        List<String> parts = new ArrayList<>();
        for (Device device : bus.devices) {
            PciAddress address = new PciAddress(bus.domain, bus.number, device.devfn >> 3, device.devfn & 7);
            parts.add(address + (device.below.isEmpty() ? "" : "(" + notation(device.own()) + ")"));
        }
        return String.join(",", parts);
    }
}
