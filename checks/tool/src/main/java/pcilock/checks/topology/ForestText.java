package pcilock.checks.topology;

import java.util.Locale;

/** A machine as a tree of addresses, one device a line, and what there is in all. */
final class ForestText {
    private static final int INDENT = 2;

    private final StringBuilder text = new StringBuilder();

    private ForestText() {}

    static String of(PciForest forest) {
        return new ForestText().tree(forest).counts(forest).notes(forest).text.toString();
    }

    private ForestText tree(PciForest forest) {
        text.append(forest.source())
                .append(": ")
                .append(forest.form().description())
                .append('\n');
        ForestWalk.all(forest.rootBuses(), new ForestWalk.Visitor() {
            @Override
            public void enter(ForestBus bus, ForestDevice above, int level) {
                if (above == null) {
                    line(0, "root " + bus);
                } else if (above.below().orElse(null) != bus) {
                    line(level - 1, bus + " without a bridge");
                }
            }

            @Override
            public void device(ForestDevice device, ForestBus bus, int level) {
                line(
                        level,
                        device.name()
                                + (bus.hasSlot() && device.inSlot() ? " in the slot" : "")
                                + device.physicalFunction()
                                        .map(physical -> " virtual function of " + physical)
                                        .orElse("")
                                + bridgeMark(device)
                                + device.description().map(d -> "  " + d).orElse(""));
            }
        });
        return this;
    }

    private static String bridgeMark(ForestDevice device) {
        return device.below()
                .map(bus -> " bridge to bus"
                        + bus.numbers().map(numbers -> " " + numbers.range()).orElse("")
                        + (bus.hasSlot() ? " with a slot" : "")
                        + (bus.devices().isEmpty() ? ", nothing there" : ""))
                .orElse("");
    }

    private ForestText counts(PciForest forest) {
        text.append(String.format(
                Locale.ROOT,
                "%s, %s (%d with nothing below), %s of buses, %s\n",
                counted(forest.devices().size(), "device", "devices"),
                counted(forest.bridgeCount(), "bridge", "bridges"),
                forest.emptyBridgeCount(),
                counted(forest.levels(), "level", "levels"),
                counted(forest.rootBuses().size(), "root bus", "root buses")));
        return this;
    }

    private ForestText notes(PciForest forest) {
        forest.notes().forEach(note -> line(0, "note: " + note));
        return this;
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private void line(int level, String content) {
        text.append(" ".repeat(INDENT * level)).append(content).append('\n');
    }
}
