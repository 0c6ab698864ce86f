package pcilock.checks.topology;

import java.util.HashMap;
import java.util.Map;
import pcilock.checks.topology.ForestBuilder.BusDraft;
import pcilock.model.pci.PciBus;
import pcilock.model.pci.PciDev;
import pcilock.model.pci.PciTopology;

/** Reads the short notation, {@code P(E,U(F,G))}, by {@link PciTopology#parse}. */
final class NotationReader {
    /** What precedes the part of the message that is for users; before it, the notation is repeated. */
    private static final String COLUMN = "\", column ";

    private NotationReader() {}

    /** True for a text of one word: nothing else that is read is one. */
    static boolean accepts(InputText input) {
        String word = word(input);
        return !word.isEmpty()
                && (Character.isLetterOrDigit(word.charAt(0)) || "_.:(),[]{}".indexOf(word.charAt(0)) >= 0)
                && word.chars().noneMatch(Character::isWhitespace);
    }

    static PciForest read(InputText input) {
        int line = 0;
        while (input.lines.get(line).isBlank()) {
            line++;
        }
        String notation = input.lines.get(line).strip();
        int column = input.lines.get(line).indexOf(notation) + 1;
        refuseManyNames(notation, new InputPosition(input.source, line + 1, column));
        PciTopology topology;
        try {
            topology = PciTopology.parse(notation);
        } catch (IllegalArgumentException e) {
            throw located(e, new InputPosition(input.source, line + 1, column));
        }
        int mutex = notation.indexOf(';');
        if (mutex >= 0) {
            throw new TopologyInputException(
                    new InputPosition(input.source, line + 1, column + mutex),
                    "expected the end of the tree, found ';': which mutexes there are is for the locking code to say");
        }
        ForestBuilder builder = new ForestBuilder(InputForm.NOTATION, input.source);
        Map<PciBus, BusDraft> buses = new HashMap<>();
        Map<PciDev, ForestBuilder.DeviceDraft> drafts = new HashMap<>();
        buses.put(topology.rootBus, builder.addUnnumberedRootBus());
        InputPosition place = new InputPosition(input.source, line + 1, column);
        for (PciDev device : topology.devices) {
            ForestBuilder.DeviceDraft draft = builder.addNamedDevice(buses.get(device.bus), device.name, place);
            drafts.put(device, draft);
            draft.inSlot = device.slot != null;
            draft.physicalFunction = drafts.get(device.physfn);
            if (device.subordinate != null) {
                BusDraft below = builder.addBusBelow(draft, -1, -1, place);
                below.hasSlot = device.subordinate.slot != null;
                buses.put(device.subordinate, below);
            }
        }
        return builder.build();
    }

    private static String word(InputText input) {
        StringBuilder text = new StringBuilder();
        for (String line : input.lines) {
            text.append(line.strip()).append('\n');
        }
        return text.toString().strip();
    }

    /** Before the notation is parsed, which takes time by the square of their number. */
    private static void refuseManyNames(String notation, InputPosition place) {
        long separators =
                notation.chars().filter(c -> c == ',' || c == '(' || c == '{').count();
        if (separators >= 2L * TopologyLimits.MAX_DEVICES) {
            throw new TopologyInputException(place, "expected at most " + TopologyLimits.MAX_DEVICES + " devices");
        }
    }

    private static TopologyInputException located(IllegalArgumentException e, InputPosition begin) {
        String message = e.getMessage();
        int column = message.lastIndexOf(COLUMN);
        int colon = message.indexOf(": ", column);
        if (column < 0 || colon < 0) {
            return new TopologyInputException(begin, Descriptions.cleaned(message));
        }
        int offset = Integer.parseInt(message.substring(column + COLUMN.length(), colon)) - 1;
        return new TopologyInputException(
                new InputPosition(begin.source(), begin.line(), begin.column() + offset), message.substring(colon + 2));
    }
}
