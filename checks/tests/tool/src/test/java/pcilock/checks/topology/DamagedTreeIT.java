package pcilock.checks.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Damages trees in every way a mail client does. What is read is the right tree, a part of it with a note that something is missing,
 * or nothing.
 *
 * <p>One loss cannot be seen, and is not asked for: where the lines that are left are, to the letter, what lspci draws for a smaller
 * machine, and no number of a bus and no function 0 is missing either.
 */
class DamagedTreeIT {
    private enum Outcome {
        RIGHT,
        /** A part of the tree, and a note says that something is missing. */
        NOTED,
        REFUSED,
        /** The text is the drawing of a smaller machine. */
        ANOTHER_MACHINE
    }

    private static final String MISSING = "missing";
    private static final Pattern NAME = Pattern.compile("[0-9a-f:.]+");

    /** Ten trees: two of real machines and eight made up, four of them with descriptions. */
    private static List<String> trees() {
        List<String> trees = new ArrayList<>();
        trees.add(LspciTreeReaderTest.sample("laptop-two-docks.txt"));
        trees.add(LspciTreeReaderTest.sample("server-vmd.txt"));
        Random random = new Random(20240503);
        while (trees.size() < 10) {
            String drawing = LspciMachine.random(random, trees.size() % 2 == 0).drawing();
            if (drawing.lines().count() >= 12 && drawing.lines().count() <= 40) {
                trees.add(drawing);
            }
        }
        return trees;
    }

    // ---- what must not happen ----

    private final Map<Outcome, Integer> outcomes = new LinkedHashMap<>();

    private void damage(Function<List<String>, List<String>> damages) {
        for (String tree : trees()) {
            PciForest whole = TopologyReader.read("tree", tree);
            for (String damaged : damages.apply(tree.lines().toList())) {
                outcomes.merge(read(whole, damaged), 1, Integer::sum);
            }
        }
    }

    private int count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0);
    }

    private static Outcome read(PciForest whole, String damaged) {
        PciForest read;
        try {
            read = TopologyReader.read("tree", damaged);
        } catch (TopologyInputException e) {
            requirePlace(e, damaged);
            return Outcome.REFUSED;
        }
        if (read.notation().equals(whole.notation())) {
            return Outcome.RIGHT;
        }
        Map<String, String> parents = parents(whole.notation());
        boolean isPart = parents(read.notation()).entrySet().stream()
                .allMatch(device -> device.getValue().equals(parents.get(device.getKey())));
        if (isPart && read.notes().stream().anyMatch(note -> note.contains(MISSING))) {
            return Outcome.NOTED;
        }
        if (LspciMachine.of(read).drawing().equals(damaged)) {
            return Outcome.ANOTHER_MACHINE;
        }
        return fail("lost in silence or put elsewhere:\n%s\n---- read as:\n%s", damaged, read.text());
    }

    /** Which device each device is directly below. */
    private static Map<String, String> parents(String notation) {
        Map<String, String> parents = new HashMap<>();
        Deque<String> bridges = new ArrayDeque<>(List.of("none"));
        String last = "none";
        Matcher tokens = Pattern.compile("[(),]|" + NAME).matcher(notation);
        while (tokens.find()) {
            switch (tokens.group()) {
                case "(" -> bridges.push(last);
                case ")" -> bridges.pop();
                case "," -> {}
                default -> {
                    last = tokens.group();
                    parents.put(last, bridges.getFirst());
                }
            }
        }
        return parents;
    }

    /** The line and column of a message are those of the file. */
    private static void requirePlace(TopologyInputException refusal, String damaged) {
        InputPosition place = refusal.place();
        List<String> lines = Arrays.asList(damaged.split("\n", -1));
        assertThat(place.line()).isBetween(0, lines.size());
        if (place.line() > 0) {
            String line = lines.get(place.line() - 1);
            assertThat(place.column()).as(refusal.getMessage()).isBetween(0, line.length() + 1);
            Matcher found = Pattern.compile("found \"([^\"]+?)(?:[.]{3})?\"$").matcher(refusal.problem());
            if (found.find() && line.chars().allMatch(c -> c >= ' ' && c != '=')) {
                assertThat(line.substring(place.column() - 1))
                        .as(refusal.getMessage())
                        .startsWith(found.group(1));
            }
        }
    }

    // ---- the damages ----

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static List<String> each(List<String> lines, java.util.function.IntFunction<String> damage) {
        return IntStream.range(0, lines.size()).mapToObj(damage).toList();
    }

    private static List<String> replaced(List<String> lines, int begin, int end, String... by) {
        List<String> damaged = new ArrayList<>(lines.subList(0, begin));
        damaged.addAll(List.of(by));
        damaged.addAll(lines.subList(Math.min(end, lines.size()), lines.size()));
        return damaged;
    }

    /** Breaks long lines at the last blank before the width, or wherever it is. */
    private static String wrapped(List<String> lines, int width, boolean atBlanks, String prefix, String prefixOfRest) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String rest = prefix + line;
            while (rest.length() > width) {
                int end = atBlanks ? rest.lastIndexOf(' ', width) : width;
                if (end <= prefix.length()) {
                    end = rest.indexOf(' ', width);
                }
                if (end < 0) {
                    break;
                }
                text.append(rest.substring(0, end).stripTrailing()).append('\n');
                rest = prefixOfRest + rest.substring(atBlanks ? end + 1 : end);
            }
            text.append(rest).append('\n');
        }
        return text.toString();
    }

    private static String shifted(List<String> lines, int from, int columns) {
        return text(IntStream.range(0, lines.size())
                .mapToObj(i -> {
                    String line = lines.get(i);
                    if (i < from) {
                        return line;
                    }
                    return columns >= 0
                            ? " ".repeat(columns) + line
                            : line.substring(Math.min(
                                    -columns,
                                    line.length() - line.stripLeading().length()));
                })
                .toList());
    }

    /** Each text that lacks one blank of one run of blanks. */
    private static List<String> withoutOneBlank(List<String> lines) {
        List<String> damaged = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            for (int k = 0; k < line.length(); k++) {
                if (line.charAt(k) == ' ' && (k == 0 || line.charAt(k - 1) != ' ')) {
                    damaged.add(text(replaced(lines, i, i + 1, line.substring(0, k) + line.substring(k + 1))));
                }
            }
        }
        return damaged;
    }

    private static String quotedPrintable(String text, String encodedToo, int width) {
        StringBuilder encoded = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            int length = 0;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                boolean plain = c > ' ' && c < 0x7f && c != '=' && encodedToo.indexOf(c) < 0;
                boolean innerBlank = c == ' ' && i < line.length() - 1;
                StringBuilder piece = new StringBuilder();
                if (plain || innerBlank) {
                    piece.append(c);
                } else {
                    for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                        piece.append(String.format("=%02X", b));
                    }
                }
                if (length + piece.length() >= width) {
                    encoded.append("=\n");
                    length = 0;
                }
                encoded.append(piece);
                length += piece.length();
            }
            encoded.append('\n');
        }
        return encoded.substring(0, encoded.length() - 1);
    }

    private static String tabbed(String line) {
        StringBuilder text = new StringBuilder(line);
        for (int i = line.length() / 8 * 8; i >= 8; i -= 8) {
            int begin = i;
            while (begin > i - 8 && text.charAt(begin - 1) == ' ') {
                begin--;
            }
            if (begin < i - 1) {
                text.replace(begin, i, "\t");
            }
        }
        return text.toString();
    }

    // ---- the tests ----

    @Test
    void theTreesAreTenAndWhatLspciDraws() {
        assertThat(trees()).hasSize(10).allSatisfy(tree -> {
            PciForest read = TopologyReader.read("tree", tree);
            assertThat(LspciMachine.of(read).drawing()).isEqualTo(tree);
            assertThat(read.notes()).noneMatch(note -> note.contains(MISSING));
        });
    }

    @Test
    void wrapping() {
        for (int width = 60; width <= 96; width++) {
            int w = width;
            damage(lines -> List.of(
                    wrapped(lines, w, true, "", ""),
                    wrapped(lines, w, true, "> ", "> "),
                    wrapped(lines, w, false, "", "")));
        }
        for (int width = 60; width <= 96; width += 4) {
            int w = width;
            damage(lines -> List.of(
                    wrapped(lines, w, true, "", " "),
                    wrapped(lines, w, true, "> ", ""),
                    wrapped(lines, w, true, "> > ", "> > "),
                    wrapped(lines, w, false, "> ", "> ")));
        }

        assertThat(count(Outcome.RIGHT)).isPositive();
        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    private void join(String between) {
        damage(lines -> each(
                lines.subList(0, lines.size() - 1),
                i -> text(replaced(lines, i, i + 2, lines.get(i) + between + lines.get(i + 1)))));
        damage(lines -> each(
                lines.subList(0, lines.size() - 2),
                i -> text(replaced(lines, i, i + 3, String.join(between, lines.subList(i, i + 3))))));
        damage(lines -> List.of(String.join(between, lines)));
    }

    @Test
    void joining() {
        join("");
        join(" ");
        assertThat(outcomes.keySet()).containsOnly(Outcome.RIGHT);
        for (String between : List.of("  ", "\t", " > ", "> ", "+", "|")) {
            join(between);
        }

        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void refilling() {
        for (int width = 60; width <= 96; width += 3) {
            int w = width;
            damage(lines -> {
                String joined = String.join(" ", lines);
                return List.of(
                        wrapped(List.of(joined), w, true, "", ""),
                        wrapped(List.of(joined.replaceAll(" +", " ")), w, true, "", ""),
                        wrapped(List.of(wrapped(lines, w, true, "", "").replace('\n', ' ')), 72, true, "> ", "> "),
                        wrapped(wrapped(lines, w, true, "", "").lines().toList(), 60, true, "> ", "> "));
            });
        }

        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void rejoiningAfterWrapping() {
        for (int width = 60; width <= 96; width += 6) {
            int w = width;
            damage(lines -> {
                List<String> pieces = wrapped(lines, w, true, "", "").lines().toList();
                return each(
                        pieces.subList(0, pieces.size() - 1),
                        i -> text(replaced(pieces, i, i + 2, pieces.get(i) + " " + pieces.get(i + 1))));
            });
        }

        assertThat(count(Outcome.RIGHT)).isPositive();
        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void shifting() {
        for (int columns = -8; columns <= 8; columns++) {
            int c = columns;
            damage(lines -> List.of(shifted(lines, 1, c)));
        }
        assertThat(count(Outcome.RIGHT)).isGreaterThan(count(Outcome.REFUSED));
        for (int columns = -40; columns <= 40; columns++) {
            int c = columns;
            damage(lines -> List.of(shifted(lines, 0, c), shifted(lines, 1, c), shifted(lines, 2, c)));
        }
        for (int columns : List.of(-13, -12, -3, -1, 1, 2, 4, 12, 13)) {
            damage(lines -> each(lines, i -> shifted(lines, i, columns)));
        }
        damage(lines -> List.of(
                text(lines.stream().map(String::strip).toList()),
                text(lines.stream().map(line -> line.replaceAll(" +", " ")).toList()),
                text(lines.stream().map(line -> line.replaceAll("^[ |]+", "")).toList())));

        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void losingOneBlank() {
        damage(DamagedTreeIT::withoutOneBlank);

        assertThat(count(Outcome.REFUSED)).isPositive();
        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void losingLines() {
        for (int number = 1; number <= 6; number++) {
            int n = number;
            damage(lines -> each(lines, i -> text(replaced(lines, i, i + n))));
        }

        assertThat(count(Outcome.RIGHT)).isZero();
        assertThat(count(Outcome.NOTED)).isPositive();
        assertThat(count(Outcome.REFUSED)).isGreaterThan(count(Outcome.ANOTHER_MACHINE));
    }

    @Test
    void quoting() {
        for (String mark : List.of("> ", ">", "> > ", ">> ", ">>> ", "| ", "# ", "    ", "\t", "[  12.345678] ")) {
            damage(lines -> List.of(text(lines.stream().map(mark::concat).toList())));
        }
        assertThat(outcomes.keySet()).containsOnly(Outcome.RIGHT);
        damage(lines -> each(lines, i -> text(replaced(lines, i, i + 1, "> " + lines.get(i)))));

        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void leavingOut() {
        for (String mark : List.of("[...]", "...", "# snip", "<snip>", "           [...]", "> [...]", "-- 8< --")) {
            for (int number : List.of(0, 1, 2, 5)) {
                damage(lines -> each(lines, i -> text(replaced(lines, i, i + number, mark))));
            }
        }

        assertThat(count(Outcome.NOTED)).isPositive();
        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    @Test
    void encoding() {
        for (int width = 60; width <= 96; width += 4) {
            int w = width;
            damage(lines -> List.of(
                    quotedPrintable(text(lines), "-", w),
                    quotedPrintable(text(lines), "", w) + "=",
                    "Content-Type: text/plain; x=\"y\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                            + quotedPrintable(text(lines), "", w),
                    quotedPrintable(text(lines).replace("  ", " \u00a0").replace('-', '\u2010'), "", w)));
        }
        damage(lines -> List.of(
                text(lines).replace("\n", "\r\n"),
                text(lines).replace(' ', '\u00a0'),
                text(lines)
                        .replace('|', '\u2502')
                        .replace("\\-", "\u2514\u2500")
                        .replace("+-", "\u251c\u2500"),
                text(lines.stream().map(DamagedTreeIT::tabbed).toList())));
        assertThat(count(Outcome.RIGHT)).isGreaterThan(count(Outcome.REFUSED));
        damage(lines -> List.of(
                text(lines).replace(" ", "&nbsp;"),
                text(lines.stream().map(line -> "&gt; " + line).toList()),
                Base64.getMimeEncoder().encodeToString(text(lines).getBytes(StandardCharsets.UTF_8))));

        assertThat(count(Outcome.ANOTHER_MACHINE)).isZero();
    }

    /** Two damages in a row. Lines are lost by the first, so that what it leaves without a trace is known before the second. */
    @Test
    void twoDamages() {
        Random random = new Random(20240628);
        List<Function<List<String>, String>> damages = List.of(
                lines -> wrapped(lines, 60 + random.nextInt(37), true, "", ""),
                lines -> wrapped(lines, 60 + random.nextInt(37), random.nextBoolean(), "> ", "> "),
                lines -> shifted(lines, random.nextInt(3), random.nextInt(17) - 8),
                lines -> {
                    int i = random.nextInt(Math.max(1, lines.size() - 1));
                    int end = Math.min(lines.size(), i + 2);
                    String between = random.nextBoolean() ? "" : " ";
                    return text(replaced(lines, i, end, String.join(between, lines.subList(i, end))));
                },
                lines -> {
                    List<String> all = withoutOneBlank(lines);
                    return all.isEmpty() ? text(lines) : all.get(random.nextInt(all.size()));
                },
                lines -> {
                    int i = random.nextInt(lines.size());
                    return text(replaced(lines, i, i + random.nextInt(4), "[...]"));
                },
                lines -> quotedPrintable(text(lines), random.nextBoolean() ? "-" : "", 76),
                lines -> text(lines.stream().map("> "::concat).toList()),
                lines -> {
                    int i = random.nextInt(lines.size());
                    return text(replaced(lines, i, i + 1 + random.nextInt(3)));
                });
        for (String tree : trees()) {
            PciForest whole = TopologyReader.read("tree", tree);
            for (int i = 0; i < 500; i++) {
                String once = damages.get(random.nextInt(damages.size()))
                        .apply(tree.lines().toList());
                PciForest left = whole;
                if (read(whole, once) == Outcome.ANOTHER_MACHINE) {
                    left = TopologyReader.read("tree", once);
                }
                String twice = damages.get(random.nextInt(damages.size() - 1))
                        .apply(once.lines().toList());
                outcomes.merge(read(left, twice), 1, Integer::sum);
            }
        }

        assertThat(outcomes.keySet()).contains(Outcome.RIGHT, Outcome.NOTED, Outcome.REFUSED);
    }
}
