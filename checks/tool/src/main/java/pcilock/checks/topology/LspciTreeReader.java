package pcilock.checks.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pcilock.checks.topology.ForestBuilder.BusDraft;
import pcilock.checks.topology.ForestBuilder.DeviceDraft;
import pcilock.checks.topology.TreeBranches.Branch;

/**
 * Reads the tree of {@code lspci -t}, also with {@code -v}, {@code -vv}, {@code -nn} and {@code -s}, out of the text around it.
 *
 * <p>A line begins with the columns of the buses that are not complete: {@code |} where more devices follow, a blank where none
 * does. Then comes {@code +-} for a device in the column of its bus, or <code>\\-</code> for the last one. Which bus that is
 * follows from the lines before alone, see {@link TreeBranches}; the columns tell whether lines were lost. So what mail did to a
 * line is undone where they confirm it, and is refused elsewhere.
 */
final class LspciTreeReader {
    /** How much of a line a message quotes. */
    private static final int QUOTED = 24;

    /** Characters of {@code dddddddd:bb]-}. */
    private static final int MAX_ROOT_BUS = PciAddress.MAX_DOMAIN_DIGITS + 5;

    /** The column of a bus is at least 12 to the right of the one above: a shift by less is no other bus. */
    private static final int MAX_SHIFT = 8;

    /** No mail client breaks a line that has room for one more word up to this column. */
    private static final int SHORTEST_BROKEN = 60;

    /** What begins a line that -vv adds after a device: its memory and ports. */
    private static final List<String> REGION_BEGINNINGS =
            List.of("Memory at ", "I/O ports at ", "Region ", "[virtual] ", "[enhanced] ");

    private final PastedText text;
    private final ForestBuilder builder;
    private final TreeBranches branches = new TreeBranches();
    private final Map<String, BusDraft> partlyShownBuses = new HashMap<>();
    private final List<Integer> skippedLines = new ArrayList<>();
    private final List<Integer> brokenLines = new ArrayList<>();
    private final List<Integer> insertedLines = new ArrayList<>();
    private final List<Integer> joinedLines = new ArrayList<>();
    private final List<Integer> dottedLines = new ArrayList<>();

    /** What stood before the tree in its first line. */
    private String prefix = "";

    private int trees;
    private boolean textSinceTree;

    /** Columns that the lines of the tree are shifted by against the first one, and the message if that is not so. */
    private int shift;

    private boolean shiftIsKnown;
    private TopologyInputException withoutShift;

    /** Where somebody left lines out, 0 if what comes next does not come after such a place. */
    private int leftOutAt;

    /** True when the line before has bars and blanks only: mail broke a line there, and dropped some blanks. */
    private boolean isBroken;

    private int lengthBefore;
    private DeviceDraft lastDevice;

    /** What the last line that told something of it said; empty when none did. */
    private String lastDescription = "";

    private boolean hasDescriptions;

    private PastedLine line;
    private int at;

    /** Where column 0 of the tree is in the line. */
    private int origin;

    /** Where another line of the tree begins in the line, -1 if none does. */
    private int joinedAt;

    private LspciTreeReader(PastedText text) {
        this.text = text;
        this.builder = new ForestBuilder(InputForm.LSPCI_TREE, text.source);
    }

    /** True when the text has a line with which a tree begins. */
    static boolean accepts(PastedText text) {
        for (int i = 0; i < text.size(); i++) {
            PastedLine line = text.line(i);
            if (rootOf(line) >= 0 || Drawing.isRootBusOfSeveral(line.text)) {
                return true;
            }
        }
        return false;
    }

    static PciForest read(PastedText text) {
        return new LspciTreeReader(text).read();
    }

    private PciForest read() {
        for (int i = 0; i < text.size(); i++) {
            line = text.line(i);
            if (!line.isBlank()) {
                readLine();
            }
            lengthBefore = line.text.length();
        }
        at = line.text.length();
        requireComplete();
        if (trees > 1) {
            builder.note(trees + " trees were found, and taken for parts of one machine");
        }
        if (!skippedLines.isEmpty()) {
            builder.note("skipped as text around the tree: " + LineNumbers.of(skippedLines));
        }
        if (!brokenLines.isEmpty()) {
            builder.note("taken for the rest of the description in the line before: " + LineNumbers.of(brokenLines));
        }
        if (!insertedLines.isEmpty()) {
            builder.note(
                    "taken for the rest of the description in the line before, though mail does not break a line that short: "
                            + LineNumbers.of(insertedLines) + "; if it stands for lines left out, devices are missing");
        }
        if (!joinedLines.isEmpty()) {
            builder.note("taken for lines that were made one: "
                    + LineNumbers.of(joinedLines.stream().distinct().toList())
                    + "; if anything was lost there, devices are missing");
        }
        if (!dottedLines.isEmpty()) {
            builder.note("dots end " + LineNumbers.of(dottedLines)
                    + " and are taken for the end of a name; if they stand for lines, devices are missing");
        }
        builder.noteWhatMayBeMissing();
        return builder.build();
    }

    private void readLine() {
        int from = trees > 0 && hasPrefix() ? prefix.length() : 0;
        int begin = afterBars(line.text, from);
        if (begin == line.text.length()) {
            isBroken = true;
            return;
        }
        joinedAt = -1;
        // A description may look like anything, so a branch goes first.
        if (Drawing.isBranch(line.text, begin)) {
            branch(from, begin);
        } else {
            int root = rootOf(line);
            if (root >= 0) {
                beginTree(root);
            } else {
                textBeside(begin);
            }
        }
        isBroken = false;
        while (joinedAt >= 0) {
            int next = joinedAt;
            joinedAt = -1;
            Branch innermost = branches.innermost();
            int indentation = innermost.column + Math.max(shift, 0);
            continueTree(leftOutAt > 0 ? afterGap(next - indentation, next) : innermost, next);
        }
    }

    // ---- where a tree begins ----

    /** The position at which a tree begins in the line, -1 if none does. */
    private static int rootOf(PastedLine line) {
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
        at = root;
        requireComplete();
        if (trees > 0 && line.text.startsWith("-[", root) && line.text.startsWith("]", root + 4)) {
            throw fail(
                    root,
                    "one root bus without a domain in a text; if this is the rest of the line before, make one line of them");
        }
        if (trees > 0 && line.text.charAt(root) == '-' && textSinceTree) {
            throw fail(root, "one tree, and no other one after text; give each of several machines a file of its own");
        }
        textSinceTree = false;
        startOver(root);
        if (line.text.charAt(at) == '-') {
            at++;
            if (looksAt("+-")) {
                begin(null, null, false);
                at += 2;
            }
            numberedBus(null);
        } else {
            partOfTree();
        }
    }

    private void startOver(int root) {
        trees++;
        branches.clear();
        shift = 0;
        shiftIsKnown = false;
        withoutShift = null;
        lastDevice = null;
        hasDescriptions = false;
        prefix = line.text.substring(0, root);
        origin = root;
        at = root;
    }

    /** The rest of a drawing with several root buses whose first line, <code>-+-[dddd:bb]-</code>, is not there. */
    private void beginAtRootBus(int root) {
        startOver(root);
        begin(null, null, true);
        builder.note("the tree is shown from line " + line.number
                + " on only, without its beginning: root buses, and what is on them, may be missing");
        continueTree(branches.innermost(), root);
    }

    /** {@code lspci -t -s} prints a bridge and what is below it, with the bridge's address. */
    private void partOfTree() {
        int colon = line.text.indexOf(':', at);
        int domain = PciAddress.domainValue(line.text, at, colon);
        int number = PciAddress.hexByte(line.text, colon + 1);
        InputPosition place = place(at);
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

    private static int afterBars(String text, int begin) {
        int i = begin;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '|')) {
            i++;
        }
        return i;
    }

    /** A line that begins with a branch. */
    private void branch(int from, int position) {
        at = position;
        boolean goesOn = branches.inColumn(position - from - shift).isPresent();
        if (branches.mayEnd() && !goesOn && Drawing.isRootBusOfSeveral(line.text)) {
            beginAtRootBus(position);
            return;
        }
        if (branches.innermost() == null) {
            throw fail(
                    position,
                    trees == 0
                            ? "the root of a tree, such as \"-[0000:00]-\", before its branches"
                            : "no more devices, as the last bus is complete");
        }
        continueTree(leftOutAt > 0 ? afterGap(from, position) : inColumn(from, position), position);
    }

    private void continueTree(Branch branch, int position) {
        origin = position - branch.column;
        if (line.text.charAt(position) == '\\') {
            branches.complete(branch);
        }
        at = position + 2;
        if (branch.bus != null) {
            device(branch.bus);
        } else {
            numberedBus(branch.bridge);
        }
    }

    private void begin(BusDraft bus, DeviceDraft bridge, boolean part) {
        branches.begin(new Branch(at - origin, line.number, bus, bridge, part));
    }

    /** The innermost branch, if the line's columns are those that it must have. */
    private Branch inColumn(int from, int position) {
        Branch next = branches.innermost();
        String indentation = branches.indentation(next);
        String left = line.text.substring(from, position);
        if (isShifted(indentation, left, shift)) {
            shiftIsKnown = true;
            return next;
        }
        TopologyInputException misplaced = misplaced(next, indentation, from, position);
        int columns = left.length() - next.column;
        if (shiftIsKnown || Math.abs(columns) > MAX_SHIFT || !isShifted(indentation, left, columns)) {
            throw withoutShift == null ? misplaced : withoutShift;
        }
        shift = columns;
        shiftIsKnown = true;
        withoutShift = misplaced;
        builder.note("the lines of the tree after line " + next.line + " are shifted by " + Math.abs(columns)
                + (Math.abs(columns) == 1 ? " column" : " columns") + " against it, which is undone");
        return next;
    }

    private static boolean isShifted(String indentation, String left, int columns) {
        return columns >= 0
                ? left.equals(" ".repeat(columns) + indentation)
                : indentation.equals(" ".repeat(-columns) + left);
    }

    private TopologyInputException misplaced(Branch next, String indentation, int from, int position) {
        int column = position - from - shift;
        if (column != next.column) {
            Branch outer = branches.inColumn(column).orElse(null);
            return fail(
                    position,
                    outer == null
                            ? expectedColumns(from, position)
                            : "the next device of " + next + " in column " + column(next, from));
        }
        String expected = shift < 0 ? indentation.substring(-shift) : " ".repeat(shift) + indentation;
        int i = 0;
        while (i < expected.length() - 1 && line.text.charAt(from + i) == expected.charAt(i)) {
            i++;
        }
        return fail(from + i, expected.charAt(i) == ' ' ? "a blank" : "\"|\", as more devices of a bus above follow");
    }

    private int column(Branch branch, int from) {
        int position = from + branch.column + shift;
        return position < line.text.length() ? line.place(position).column() : position + 1;
    }

    private String expectedColumns(int from, int position) {
        List<String> expected = new ArrayList<>();
        for (Branch branch : branches.all()) {
            if (expected.size() < 4) {
                expected.add(column(branch, from) + " (" + branch + ")");
            }
        }
        String columns = "a device in column " + String.join(" or ", expected);
        if (isBroken) {
            return columns + "; the line was broken inside its blanks, make one line of it and the one before";
        }
        return columns
                + (position - from < 2
                        ? "; the blanks in front of it are lost, and with them what tells its bus: paste it as preformatted text"
                        : "; blanks may have been lost or added");
    }

    // ---- what was left out ----

    /**
     * After lines were left out, a device is in its place for certain only in the outermost column: in any other one a bus that is
     * left out may have begun as well.
     */
    private Branch afterGap(int from, int position) {
        Branch outermost = branches.outermost();
        if (!isShifted(branches.indentation(outermost), line.text.substring(from, position), shift)) {
            throw fail(
                    position,
                    "the next device of " + outermost + " in column " + column(outermost, from)
                            + ", as lines are left out at line " + leftOutAt
                            + " and what tells the bus of any other device may be among them");
        }
        noteGap();
        for (Branch inner : branches.all()) {
            if (inner != outermost) {
                branches.complete(inner);
            }
        }
        return outermost;
    }

    private void beginGap() {
        if (leftOutAt > 0) {
            noteGap();
        }
        leftOutAt = line.number;
        lastDevice = null;
    }

    private void noteGap() {
        List<String> missing = new ArrayList<>();
        for (Branch branch : branches.all()) {
            missing.add(branch.contents());
        }
        builder.note("lines are left out at line " + leftOutAt + ": " + String.join(", ", missing)
                + ", and what is below, may be missing");
        leftOutAt = 0;
    }

    private void requireComplete() {
        if (leftOutAt > 0) {
            noteGap();
            branches.clear();
        }
        if (!branches.mayEnd()) {
            throw fail(at, "the rest of the tree: \"\\-\" and the last of " + branches.innermost());
        }
    }

    // ---- text ----

    /** A line that is no part of the tree's drawing, or the end of a description with another line joined to it. */
    private void textBeside(int begin) {
        at = begin;
        boolean mayEnd = branches.mayEnd();
        String content = line.text.substring(begin);
        if (!mayEnd && Drawing.saysLeftOut(content) && Drawing.nextPiece(content, 0) < 0) {
            beginGap();
            return;
        }
        boolean isRegion =
                trees > 0 && REGION_BEGINNINGS.stream().anyMatch(region -> line.text.startsWith(region, begin));
        String described = described(begin);
        if (isRegion) {
            return;
        }
        if (mayEnd || leftOutAt > 0) {
            skippedLines.add(line.number);
            textSinceTree = trees > 0;
        } else if (lastDevice == null || !hasDescriptions || "+\\-".indexOf(line.text.charAt(begin)) >= 0) {
            throw fail(begin, expectedColumns(0, line.text.length()));
        } else {
            refuseBrokenPiece(described, begin);
            describe(lastDevice, (lastDescription + " " + described).strip());
            int firstWord = (described + " ").indexOf(' ');
            (lengthBefore + 1 + firstWord < SHORTEST_BROKEN ? insertedLines : brokenLines).add(line.number);
        }
    }

    /** Mail that breaks lines anywhere breaks a branch that was joined to a line as well. */
    private void refuseBrokenPiece(String rest, int begin) {
        int piece = Drawing.nextPiece(lastDescription + rest, 0);
        if (piece >= 0 && piece < lastDescription.length()) {
            throw fail(begin, "the rest of a description: a branch was broken here");
        }
    }

    /**
     * The text from a position on, up to where another line of the tree was joined to it; that is where {@link #joinedAt} then is.
     *
     * @throws TopologyInputException when a piece of a drawing is there that is not at the end of its indentation
     */
    private String described(int begin) {
        int piece = Drawing.nextPiece(line.text, begin);
        if (piece < 0) {
            return line.text.substring(begin);
        }
        int end = leftOutAt == 0 && Drawing.isBranch(line.text, piece) ? endBeforeJoined(begin, piece) : -1;
        if (end < 0) {
            throw fail(
                    piece,
                    "no piece of a drawing inside a text: two lines were made one here, and the blanks between them do not tell"
                            + " where the second one belongs");
        }
        joinedAt = piece;
        joinedLines.add(line.number);
        return line.text.substring(begin, end);
    }

    /** Between two joined lines are the indentation of the second and at most its prefix and one blank more. */
    private int endBeforeJoined(int begin, int piece) {
        Branch next = branches.innermost();
        if (next == null) {
            return -1;
        }
        String indentation = " ".repeat(Math.max(shift, 0)) + branches.indentation(next);
        int end = piece - indentation.length();
        if (shift < 0 || end < begin || !line.text.startsWith(indentation, end)) {
            return -1;
        }
        int earliest = Math.max(begin, end - prefix.length() - 1);
        while (end > earliest && (line.text.charAt(end - 1) == ' ' || line.text.charAt(end - 1) == '>')) {
            end--;
        }
        boolean more = end > begin && " >|".indexOf(line.text.charAt(end - 1)) >= 0;
        return more ? -1 : end;
    }

    // ---- what a line says ----

    /** {@code [dddd:bb]-} or {@code [bb]-}, and the devices on that bus. */
    private void numberedBus(DeviceDraft bridge) {
        InputPosition place = place(at);
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
            bus.drawnInLines = true;
            begin(bus, null, false);
        } else if (!looksAt("--")) {
            remark(bus.above);
            return;
        }
        at += 2;
        device(bus);
    }

    /** Behind a bridge with nothing below stands what somebody wrote there. */
    private void remark(DeviceDraft bridge) {
        int begin = at;
        String remark = line.text.substring(at);
        boolean isText = remark.charAt(0) == ' ' || Drawing.saysLeftOut(remark);
        boolean isDrawn = "+\\-|".indexOf(remark.strip().charAt(0)) >= 0 && Drawing.nextPiece(remark, 0) < 0;
        String described = isText && !isDrawn ? described(at).strip() : remark;
        if (described.isEmpty()) {
            return;
        }
        if (!isText || isDrawn || bridge == null) {
            throw fail(begin, "\"--\" or \"+-\" and a device, or the end of the line");
        }
        if (Drawing.saysLeftOut(described)) {
            builder.note("devices below " + bridge.name + " are left out in line " + line.number + " and missing");
            return;
        }
        builder.note(
                "taken for a remark, not for devices below " + bridge.name + ": " + Descriptions.cleaned(described));
        describe(bridge, described);
    }

    private void device(BusDraft bus) {
        InputPosition place = place(at);
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
        requireOrder(bus, device << 3 | function, begin);
        lastDevice = builder.addDevice(bus, device, function, place);
        lastDescription = "";
        if (looksAt("-")) {
            at++;
            bridge(lastDevice);
        } else if (at < line.text.length() && line.text.charAt(at) != ' ') {
            throw fail(at, "a blank and a description, \"-[\" and a bridge's buses, or the end of the line");
        } else if (!isBlankFrom(at)) {
            String described = described(at);
            if (!described.isBlank()) {
                describe(lastDevice, described);
            }
        }
    }

    /** lspci sorts the devices of a bus. Where they are out of order, lines are missing and this device is on another bus. */
    private void requireOrder(BusDraft bus, int devfn, int begin) {
        DeviceDraft before = bus.last();
        if (before != null && before.bus.drawnInLines && before.address.devfn() > devfn) {
            throw fail(
                    begin,
                    "a device after " + before.name + ", as lspci sorts them; lines may be missing between them");
        }
    }

    /** {@code [bb]-}, {@code [bb-bb]-}, and in older versions {@code [dddd:bb-bb]-}; then {@code -} and what is below. */
    private void bridge(DeviceDraft bridge) {
        InputPosition place = place(at);
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
            begin(null, bridge, false);
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

    private void requireDomain(int domain, DeviceDraft bridge, InputPosition place) {
        if (domain >= 0 && domain != bridge.bus.domain) {
            throw new TopologyInputException(
                    place,
                    String.format("expected domain %04x, that of the bridge, found %04x", bridge.bus.domain, domain));
        }
    }

    private void describe(DeviceDraft device, String description) {
        hasDescriptions = true;
        device.description = Descriptions.cleaned(description);
        lastDescription = description;
        if (branches.mayEnd()) {
            return;
        }
        if (Drawing.endsWithMark(description)) {
            beginGap();
        } else if (Drawing.endsWithDots(description)) {
            dottedLines.add(line.number);
        }
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

    private InputPosition place(int position) {
        return line.place(position);
    }

    private TopologyInputException fail(int position, String expected) {
        String rest =
                line.text.substring(Math.min(position, line.text.length())).stripTrailing();
        String found = rest.isEmpty()
                ? "the end of the line"
                : "\"" + Descriptions.visible(rest.length() > QUOTED ? rest.substring(0, QUOTED) + "..." : rest) + "\"";
        return new TopologyInputException(place(position), "expected " + expected + ", found " + found);
    }
}
