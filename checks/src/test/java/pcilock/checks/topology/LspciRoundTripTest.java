package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LspciRoundTripTest {
    private static final int MACHINES = 2_000;

    /** A device as the test makes it up. */
    private static final class Made {
        final int bus;
        final int devfn;
        int last;
        List<Made> below;

        Made(int bus, int devfn) {
            this.bus = bus;
            this.devfn = devfn;
        }
    }

    private final Random random = new Random(20240628);
    private int nextBus;

    @Test
    void readsBackEveryForestAsLspciDrawsIt() {
        for (int i = 0; i < MACHINES; i++) {
            boolean described = random.nextBoolean();
            List<List<Made>> roots = new ArrayList<>();
            List<String> names = new ArrayList<>();
            int domains = 1 + random.nextInt(3);
            for (int domain = 0; domain < domains; domain++) {
                nextBus = domain == 0 ? 0 : random.nextInt(200);
                names.add(String.format("%04x:%02x", domain * 0x10000, nextBus));
                roots.add(bus(nextBus++, 0));
            }

            String drawing = draw(names, roots, described);
            PciForest forest = TopologyReader.read("made.txt", drawing);

            assertThat(forest.notation()).as(drawing).isEqualTo(notation(names, roots));
            assertThat(forest.notes()).as(drawing).isEmpty();
            assertThat(forest.devices().stream()
                            .allMatch(device -> device.description().isPresent()
                                    == (described && device.below().isEmpty())))
                    .isTrue();
        }
    }

    private List<Made> bus(int number, int depth) {
        TreeSet<Integer> functions = new TreeSet<>();
        int count = depth == 0 ? 1 + random.nextInt(5) : random.nextInt(4);
        while (functions.size() < count) {
            functions.add(random.nextInt(256));
        }
        List<Made> devices = new ArrayList<>();
        for (int devfn : functions) {
            Made device = new Made(number, devfn);
            if (depth < 12 && nextBus < 256 && random.nextInt(3) == 0) {
                int secondary = nextBus++;
                device.below = bus(secondary, depth + 1);
                device.last = nextBus - 1;
                device.below.add(0, new Made(secondary, -1));
            }
            devices.add(device);
        }
        return devices;
    }

    // ---- lspci's drawing: each line is what is left of the device, then the device; below, all but bars turns blank
    // ----

    private final StringBuilder drawing = new StringBuilder();

    private String draw(List<String> names, List<List<Made>> roots, boolean described) {
        drawing.setLength(0);
        if (roots.size() == 1) {
            drawBus("-[" + names.get(0) + "]-", roots.get(0), described);
        }
        for (int i = roots.size() - 1; i >= 0 && roots.size() > 1; i--) {
            String left = i == roots.size() - 1 ? "-" : " ";
            drawBus(left + (i > 0 ? "+" : "\\") + "-[" + names.get(i) + "]-", roots.get(i), described);
        }
        return drawing.toString();
    }

    private void drawBus(String left, List<Made> devices, boolean described) {
        if (devices.isEmpty()) {
            drawing.append(left).append('\n');
        } else if (devices.size() == 1) {
            drawDevice(left + "--", devices.get(0), described);
        } else {
            String line = left;
            for (int i = 0; i < devices.size(); i++) {
                drawDevice(line + (i < devices.size() - 1 ? "+-" : "\\-"), devices.get(i), described);
                line = line.replace('+', '|').replaceAll("[^|]", " ");
            }
        }
    }

    private void drawDevice(String left, Made device, boolean described) {
        String line = left + String.format("%02x.%x", device.devfn >> 3, device.devfn & 7);
        if (device.below == null) {
            drawing.append(line)
                    .append(described ? "  Maker + Co | Thing [1af4:1000]" : "")
                    .append('\n');
            return;
        }
        int secondary = device.below.get(0).bus;
        String range = secondary == device.last
                ? String.format("-[%02x]--", secondary)
                : String.format("-[%02x-%02x]--", secondary, device.last);
        drawBus(line + range, device.below.subList(1, device.below.size()), described);
    }

    // ---- what must come out ----

    private static String notation(List<String> names, List<List<Made>> roots) {
        List<String> buses = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            buses.add(notation(names.get(i).substring(0, names.get(i).length() - 2), roots.get(i)));
        }
        return String.join(",", buses);
    }

    private static String notation(String domain, List<Made> devices) {
        List<String> parts = new ArrayList<>();
        for (Made device : devices) {
            String name = String.format("%s%02x:%02x.%x", domain, device.bus, device.devfn >> 3, device.devfn & 7);
            parts.add(
                    device.below == null
                            ? name
                            : name + "(" + notation(domain, device.below.subList(1, device.below.size())) + ")");
        }
        return String.join(",", parts);
    }
}
