package pcilock.checks.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.topology.ForestBuilder.BusDraft;
import pcilock.checks.topology.ForestBuilder.DeviceDraft;

/**
 * Reads the tree of {@code lspci -t}, also with {@code -v}, {@code -vv}, {@code -nn} and {@code -s}, out of the text around it.
 *
 * <p>A line begins with the columns of the buses that are not complete: {@code |} where more devices follow, a blank where none
 * does. Then comes {@code +-} for a device in the column of its bus, or <code>\-</code> for the last one. All columns must be
 * right: nothing else tells which bus a device is on.
 */
final class LspciTreeReader {
    /** How much of a line a message quotes. */
    private static final int QUOTED = 24;

    /** Characters of {@code dddddddd:bb]-}. */
    private static final int MAX_ROOT_BUS = PciAddress.MAX_DOMAIN_DIGITS + 5;

    /** What begins a line that -vv adds after a device: its memory and ports. */
    private static final List<String> REGION_BEGINNINGS =
            List.of("Memory at ", "I/O ports at ", "Region ", "[virtual] ", "[enhanced] ");

    /** A column in which several devices of a bus, or several buses, begin. */
    private static final class Branch {
        final int column;
        final int line;
        /** Null where buses begin. */
        final BusDraft bus;
        /** Below which the buses are, null for root buses. */
        final DeviceDraft bridge;

        boolean complete;

        Branch(int column, int line, BusDraft bus, DeviceDraft bridge) {
            this.column = column;
            this.line = line;
            this.bus = bus;
            this.bridge = bridge;
        }
    }

    private final InputText input;
    private final ForestBuilder builder;
    private final Deque<Branch> branches = new ArrayDeque<>();
    private final Map<String, BusDraft> partlyShownBuses = new HashMap<>();
    private final List<Integer> skippedLines = new ArrayList<>();
    private final List<Integer> brokenLines = new ArrayList<>();

    /** What stood before the tree in its first line. */
    private String prefix = "";

    private TreeLine line;
    private int at;
    private DeviceDraft lastDevice;
    private int trees;

    private LspciTreeReader(InputText input) {
        this.input = input;
        this.builder = new ForestBuilder(InputForm.LSPCI_TREE, input.source);
    }

    /** True when the text has a line with which a tree begins. */
    static boolean accepts(InputText input) {
        for (int i = 0; i < input.lines.size(); i++) {
            if (rootOf(TreeLine.of(i + 1, input.lines.get(i))) >= 0) {
                return true;
            }
        }
        return false;
    }

    static PciForest read(InputText input) {
        return new LspciTreeReader(input).read();
    }

    private PciForest read() {
        for (int i = 0; i < input.lines.size(); i++) {
            line = TreeLine.of(i + 1, input.lines.get(i));
            if (line.isBlank()) {
                continue;
            }
            // A description may look like anything, so a branch goes first.
            boolean drawn = trees > 0 && hasPrefix();
            int root = drawn && isBranch(afterBars(prefix.length())) ? -1 : rootOf(line);
            if (root >= 0) {
                at = root;
                requireComplete();
                beginTree(root);
            } else if (drawn) {
                continueTree();
            } else {
                textAroundTree(afterBars(0));
            }
        }
        line = TreeLine.of(input.lines.size(), input.lines.get(input.lines.size() - 1));
        at = line.text.length();
        requireComplete();
        if (trees > 1) {
            builder.note(trees + " trees were found, and taken for parts of one machine");
        }
        if (!skippedLines.isEmpty()) {
            builder.note("skipped as text around the tree: " + lines(skippedLines));
        }
        if (!brokenLines.isEmpty()) {
            builder.note("taken for the rest of the description in the line before: " + lines(brokenLines));
        }
        return builder.build();
    }

    // ---- where a tree begins ----

    /** The position at which a tree begins in the line, -1 if none does. */
    private static int rootOf(TreeLine line) {
        String text = line.text;
        int firstNonBlank = text.length() - text.stripLeading().length();
        for (int dash = text.indexOf("-["); dash >= 0; dash = text.indexOf("-[", dash + 1)) {
            int begin = rootBegin(text, dash, firstNonBlank);
            if (begin >= 0) {
                return begin;
            }
        }
        return -1;
    }

    private static int rootBegin(String text, int dash, int firstNonBlank) {
        boolean several = dash >= 2 && text.charAt(dash - 1) == '+' && text.charAt(dash - 2) == '-';
        int begin = several ? dash - 2 : dash;
        // No further than a root bus can reach: a line may be as long as the input.
        String bus = text.substring(dash + 2, Math.min(text.length(), dash + 2 + MAX_ROOT_BUS));
        int close = bus.indexOf("]-");
        int colon = bus.indexOf(':');
        if (close >= 0 && standsAlone(text, begin)) {
            boolean withDomain = colon >= 0
                    && colon == close - 3
                    && PciAddress.domainValue(bus, 0, colon) >= 0
                    && PciAddress.hexByte(bus, colon + 1) >= 0;
            // Before there were domains, a root bus was "-[00]-". Elsewhere than at the beginning that is a bridge's
            // bus.
            boolean withoutDomain = close == 2 && PciAddress.hexByte(bus, 0) >= 0 && begin <= firstNonBlank;
            if (withDomain || withoutDomain) {
                return begin;
            }
        }
        return addressBefore(text, dash)
                .map(address -> dash - address.toString().length())
                .orElse(-1);
    }

    private static boolean standsAlone(String text, int begin) {
        return begin == 0
                || (!Character.isLetterOrDigit(text.charAt(begin - 1)) && "+\\|-".indexOf(text.charAt(begin - 1)) < 0);
    }

    /** The address that ends at a position, as {@code lspci -t -s} prints it in front of a bridge's bus. */
    private static Optional<PciAddress> addressBefore(String text, int end) {
        int begin = end;
        while (begin > 0 && end - begin < 16 && text.charAt(begin - 1) != ' ') {
            begin--;
        }
        return PciAddress.parse(text.substring(begin, end).toLowerCase(Locale.ROOT));
    }

    private void beginTree(int root) {
        trees++;
        branches.clear();
        lastDevice = null;
        prefix = line.text.substring(0, root);
        at = root;
        if (line.text.charAt(at) == '-') {
            at++;
            rootBuses();
        } else {
            partOfTree();
        }
    }

    private void rootBuses() {
        if (looksAt("+-")) {
            branches.push(new Branch(at, line.number, null, null));
            at += 2;
        }
        numberedBus(null);
    }

    /** {@code lspci -t -s} prints a bridge and what is below it, with the bridge's address. */
    private void partOfTree() {
        int colon = line.text.indexOf(':', at);
        int domain = PciAddress.domainValue(line.text, at, colon);
        int number = PciAddress.hexByte(line.text, colon + 1);
        Place place = place(at);
        BusDraft bus = partlyShownBuses.computeIfAbsent(
                PciAddress.busName(domain, number), name -> builder.addRootBus(domain, number, place));
        at = colon + 4;
        device(bus);
        builder.note("only a part of " + bus + " is shown: whether a bridge is above it is not known");
    }

    // ---- the lines of a tree ----

    /** Logs put the same in front of each line, but for times and counters. */
    private boolean hasPrefix() {
        String text = line.text;
        int length = prefix.length();
        if (text.length() < length || text.substring(0, length).isBlank()) {
            return text.length() > length;
        }
        for (int i = 0; i < length; i++) {
            char expected = prefix.charAt(i);
            char c = text.charAt(i);
            if (c != expected && !(isCounter(expected) && isCounter(c))) {
                return false;
            }
        }
        return text.length() > length;
    }

    private static boolean isCounter(char c) {
        return c == ' ' || (c >= '0' && c <= '9');
    }

    private void continueTree() {
        int begin = afterBars(prefix.length());
        if (isBranch(begin)) {
            branchAt(begin - prefix.length(), begin);
        } else if (begin < line.text.length()
                && REGION_BEGINNINGS.stream().noneMatch(region -> line.text.startsWith(region, begin))) {
            textAroundTree(begin);
        }
    }

    private int afterBars(int begin) {
        int i = begin;
        while (i < line.text.length() && (line.text.charAt(i) == ' ' || line.text.charAt(i) == '|')) {
            i++;
        }
        return i;
    }

    /** True at {@code +-} and <code>\-</code> with a device or a bus. */
    private boolean isBranch(int position) {
        String text = line.text;
        return (text.startsWith("+-", position) || text.startsWith("\\-", position))
                && (text.startsWith("[", position + 2)
                        || (PciAddress.hexByte(text, position + 2) >= 0 && text.startsWith(".", position + 4)));
    }

    private void branchAt(int column, int position) {
        boolean last = line.text.charAt(position) == '\\';
        while (!branches.isEmpty() && branches.getFirst().column > column) {
            Branch inner = branches.getFirst();
            if (!inner.complete) {
                throw fail(
                        position,
                        "the next device of " + begunIn(inner) + " in column "
                                + line.column(Math.min(prefix.length() + inner.column, line.text.length())));
            }
            branches.pop();
        }
        Branch branch = branches.peekFirst();
        if (branch == null || branch.column != column || branch.complete) {
            throw fail(position, expectedColumns());
        }
        requireBars(column);
        branch.complete = last;
        at = position + 2;
        if (branch.bus != null) {
            device(branch.bus);
        } else {
            numberedBus(branch.bridge);
        }
    }

    /** The columns left of a branch belong to the buses above: bars where these are not complete, blanks otherwise. */
    private void requireBars(int column) {
        Iterator<Branch> outermostFirst = branches.descendingIterator();
        Branch outer = outermostFirst.next();
        for (int i = 0; i < column; i++) {
            char expected = ' ';
            if (outer.column == i) {
                expected = outer.complete ? ' ' : '|';
                outer = outermostFirst.next();
            }
            if (line.text.charAt(prefix.length() + i) != expected) {
                throw fail(
                        prefix.length() + i,
                        expected == ' ' ? "a blank" : "\"|\", as more devices of a bus above follow");
            }
        }
    }

    private String expectedColumns() {
        List<String> open = new ArrayList<>();
        for (Branch branch : branches) {
            if (!branch.complete && open.size() < 4) {
                int position = prefix.length() + branch.column;
                open.add((position < line.text.length() ? line.column(position) : position + 1) + " (" + begunIn(branch)
                        + ")");
            }
        }
        return open.isEmpty()
                ? "no more devices, as the last bus is complete"
                : "a device in column " + String.join(" or ", open) + "; blanks may have been lost or added";
    }

    private static String begunIn(Branch branch) {
        return (branch.bus == null ? "the buses" : branch.bus.toString()) + " begun in line " + branch.line;
    }

    /** A line that is no part of the tree's drawing. */
    private void textAroundTree(int position) {
        at = position;
        if (isComplete()) {
            if (isBranch(at)) {
                throw fail(at, "the root of a tree, such as \"-[0000:00]-\", before its branches");
            }
            skippedLines.add(line.number);
            return;
        }
        char first = position < line.text.length() ? line.text.charAt(position) : '|';
        if (lastDevice == null || lastDevice.description == null || "+\\|-".indexOf(first) >= 0) {
            throw fail(at, expectedColumns());
        }
        describe(lastDevice, lastDevice.description + " " + line.text.substring(position));
        brokenLines.add(line.number);
    }

    private boolean isComplete() {
        return branches.stream().allMatch(branch -> branch.complete);
    }

    private void requireComplete() {
        for (Branch branch : branches) {
            if (!branch.complete) {
                throw fail(at, "the rest of the tree: \"\\-\" and the last of " + begunIn(branch));
            }
        }
    }

    // ---- what a line says ----

    /** {@code [dddd:bb]-} or {@code [bb]-}, and the devices on that bus. */
    private void numberedBus(DeviceDraft bridge) {
        Place place = place(at);
        expect("[", "a bus, such as \"[0000:00]-\"");
        int domain = optionalDomain();
        int number = hexByte("a bus number of two digits");
        expect("]-", "\"]-\" after the bus number");
        if (bridge == null) {
            bus(builder.addRootBus(Math.max(domain, 0), number, place));
            return;
        }
        requireDomain(domain, bridge, place);
        bus(number == bridge.below().number ? bridge.below() : builder.addBusWithoutBridge(bridge, number, place));
    }

    private void bus(BusDraft bus) {
        if (isBlankFrom(at)) {
            return;
        }
        if (looksAt("+-")) {
            branches.push(new Branch(at - prefix.length(), line.number, bus, null));
        } else if (!looksAt("--")) {
            throw fail(at, "\"--\" or \"+-\" and a device, or the end of the line");
        }
        at += 2;
        device(bus);
    }

    private void device(BusDraft bus) {
        Place place = place(at);
        String expected = "a device, such as \"1f.3\"";
        int begin = at;
        int device = hexByte(expected);
        if (device > 0x1f) {
            throw fail(begin, "a device number of 00 to 1f");
        }
        expect(".", expected);
        int function = at < line.text.length() ? PciAddress.hexDigit(line.text.charAt(at)) : -1;
        if (function < 0 || function > 7) {
            throw fail(at, "a function number of 0 to 7");
        }
        at++;
        lastDevice = builder.addDevice(bus, device, function, place);
        if (looksAt("-")) {
            at++;
            bridge(lastDevice);
        } else if (at < line.text.length() && line.text.charAt(at) != ' ') {
            throw fail(at, "a blank and a description, \"-[\" and a bridge's buses, or the end of the line");
        } else if (!isBlankFrom(at)) {
            describe(lastDevice, line.text.substring(at));
        }
    }

    /** {@code [bb]-}, {@code [bb-bb]-}, and in older versions {@code [dddd:bb-bb]-}; then {@code -} and what is below. */
    private void bridge(DeviceDraft bridge) {
        Place place = place(at);
        expect("[", "a bridge's buses, such as \"[02-05]-\"");
        requireDomain(optionalDomain(), bridge, place);
        int first = hexByte("a bus number of two digits");
        int last = first;
        if (looksAt("-")) {
            at++;
            int begin = at;
            last = hexByte("a bus number of two digits");
            if (last < first) {
                throw fail(begin, "a last bus number that is not below the first");
            }
        }
        expect("]--", "\"]--\" after a bridge's buses");
        if (first == 0 && isBlankFrom(at)) {
            builder.note(bridge.name + " is a bridge without a bus number: taken for a device with no bus below it");
            return;
        }
        BusDraft below = builder.addBusBelow(bridge, first, last, place);
        if (looksAt("+-[")) {
            branches.push(new Branch(at - prefix.length(), line.number, null, bridge));
            at += 2;
            numberedBus(bridge);
        } else {
            bus(below);
        }
    }

    /** The domain and its colon; -1 when there is only a bus number. */
    private int optionalDomain() {
        int colon = at;
        while (colon < line.text.length() && PciAddress.hexDigit(line.text.charAt(colon)) >= 0) {
            colon++;
        }
        if (colon == line.text.length() || line.text.charAt(colon) != ':') {
            return -1;
        }
        int domain = PciAddress.domainValue(line.text, at, colon);
        if (domain < 0) {
            throw fail(at, "a domain of four to eight digits up to 7fffffff");
        }
        at = colon + 1;
        return domain;
    }

    private void requireDomain(int domain, DeviceDraft bridge, Place place) {
        if (domain >= 0 && domain != bridge.bus.domain) {
            throw new TopologyInputException(
                    place,
                    String.format("expected domain %04x, that of the bridge, found %04x", bridge.bus.domain, domain));
        }
    }

    private static void describe(DeviceDraft device, String description) {
        device.description = Descriptions.cleaned(description);
    }

    // ---- characters ----

    private boolean looksAt(String text) {
        return line.text.startsWith(text, at);
    }

    private void expect(String text, String expected) {
        if (!looksAt(text)) {
            throw fail(at, expected);
        }
        at += text.length();
    }

    private int hexByte(String expected) {
        int value = PciAddress.hexByte(line.text, at);
        if (value < 0) {
            throw fail(at, expected);
        }
        at += 2;
        return value;
    }

    private boolean isBlankFrom(int position) {
        return firstNonBlank(position) == line.text.length();
    }

    private int firstNonBlank(int position) {
        int i = Math.min(position, line.text.length());
        while (i < line.text.length() && line.text.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    private Place place(int position) {
        return new Place(input.source, line.number, line.column(position));
    }

    private TopologyInputException fail(int position, String expected) {
        String rest =
                line.text.substring(Math.min(position, line.text.length())).stripTrailing();
        String found = rest.isEmpty()
                ? "the end of the line"
                : "\"" + (rest.length() > QUOTED ? rest.substring(0, QUOTED) + "..." : rest) + "\"";
        return new TopologyInputException(place(position), "expected " + expected + ", found " + found);
    }

    /** {@code lines 1-3, 9}. */
    private static String lines(List<Integer> numbers) {
        List<String> runs = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= numbers.size(); i++) {
            if (i == numbers.size() || numbers.get(i) != numbers.get(i - 1) + 1) {
                int first = numbers.get(begin);
                int last = numbers.get(i - 1);
                runs.add(first == last ? Integer.toString(first) : first + "-" + last);
                begin = i;
            }
        }
        int shown = Math.min(runs.size(), 8);
        return (numbers.size() == 1 ? "line " : "lines ")
                + String.join(", ", runs.subList(0, shown))
                + (shown < runs.size() ? " and more" : "");
    }
}
