package pcilock.checks.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import pcilock.checks.engine.EngineException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/**
 * The file in which a sweep, or a shard of one, writes down each tree when it is done: lines of fields with tabs between them, the
 * lines of one tree in one piece that ends with a line of its own. What was cut off by a kill is a tree that is not done.
 */
public final class SweepJournal {
    private static final String HEAD = "pcilock-sweep 2";
    private static final String TAB = "\t";

    private final Path file;
    private final List<TreeResult> done;

    private SweepJournal(Path file, List<TreeResult> done) {
        this.file = file;
        this.done = done;
    }

    /**
     * Opens the journal of a sweep, or begins one.
     *
     * @param code what the locking code is known by; a journal about other code is not gone on with
     * @throws EngineException when the file is the journal of a sweep with other bounds or of other code, or of something else
     */
    public static SweepJournal open(Path file, SweepBounds bounds, String code) {
        try {
            if (!Files.exists(file) || Files.size(file) == 0) {
                if (file.toAbsolutePath().getParent() != null) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                }
                Files.writeString(file, head(bounds, code));
                return new SweepJournal(file, List.of());
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String head = head(bounds, code);
            if (head.startsWith(text)) {
                // Killed while it wrote the first lines.
                Files.writeString(file, head);
                return new SweepJournal(file, List.of());
            }
            if (!text.startsWith(head)) {
                throw new EngineException(file + " is not the journal of this sweep. Expected:\n" + head
                        + "Choose another file, or delete it to begin again.");
            }
            List<TreeResult> done = new ArrayList<>();
            int end = read(text, head.length(), done);
            if (end < text.length()) {
                Files.write(
                        file,
                        text.substring(0, end).getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.TRUNCATE_EXISTING);
            }
            return new SweepJournal(file, List.copyOf(done));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }

    /**
     * Puts together what the shards of a sweep wrote down. The journal of a shard that is not done yet is taken as far as it
     * goes.
     *
     * @throws EngineException when a file is the journal of another sweep
     */
    public static Findings merge(List<Path> files, SweepBounds bounds, String code) {
        Findings findings = new Findings(bounds);
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new EngineException("there is no journal " + file);
            }
            open(file, bounds, code).done().forEach(findings::add);
        }
        return findings;
    }

    private static String head(SweepBounds bounds, String code) {
        return HEAD + "\n" + bounds.written() + "\ncode=" + code + "\n";
    }

    List<TreeResult> done() {
        return done;
    }

    void append(TreeResult result) {
        StringBuilder text = new StringBuilder();
        line(text, "tree", result.order());
        Counts counts = result.counts();
        line(text, "counts", counts.scenarios(), counts.told(), counts.searched(), counts.states());
        result.tested()
                .forEach((row, tested) -> line(
                        text,
                        "tested",
                        row.revision(),
                        row.family().id(),
                        tested.stream().map(Property::name).collect(Collectors.joining(","))));
        result.refuted()
                .forEach((cell, example) -> line(
                        text,
                        "refuted",
                        cell.revision(),
                        cell.property(),
                        cell.family().id(),
                        example.devices(),
                        example.topology(),
                        example.culprit(),
                        example.steps(),
                        String.join("|", example.tasks())));
        result.limits()
                .forEach(limit -> line(text, "limit", limit.replace('\t', ' ').replace('\n', ' ')));
        line(text, "done", result.order());
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static void line(StringBuilder text, Object... fields) {
        text.append(Arrays.stream(fields).map(Object::toString).collect(Collectors.joining(TAB)))
                .append('\n');
    }

    /** Reads the trees that are there to their ends; where the last of them ends. */
    private static int read(String text, int from, List<TreeResult> done) {
        int end = from;
        int at = from;
        List<String[]> lines = new ArrayList<>();
        for (int newline = text.indexOf('\n', at); newline >= 0; newline = text.indexOf('\n', at)) {
            String[] fields = text.substring(at, newline).split(TAB, -1);
            at = newline + 1;
            lines.add(fields);
            if (fields[0].equals("done")) {
                done.add(tree(lines));
                lines.clear();
                end = at;
            }
        }
        return end;
    }

    private static TreeResult tree(List<String[]> lines) {
        int order = Integer.parseInt(lines.get(0)[1]);
        Counts counts = Counts.NONE;
        Map<TreeResult.Row, Set<Property>> tested = new LinkedHashMap<>();
        Map<Cell, Counterexample> refuted = new TreeMap<>();
        List<String> limits = new ArrayList<>();
        for (String[] fields : lines) {
            switch (fields[0]) {
                case "counts" ->
                    counts = new Counts(
                            Long.parseLong(fields[1]),
                            Long.parseLong(fields[2]),
                            Long.parseLong(fields[3]),
                            Long.parseLong(fields[4]));
                case "tested" -> {
                    Set<Property> ofRow = EnumSet.noneOf(Property.class);
                    Arrays.stream(fields[3].split(",", -1))
                            .filter(name -> !name.isEmpty())
                            .forEach(name -> ofRow.add(Property.valueOf(name)));
                    tested.put(new TreeResult.Row(Revision.valueOf(fields[1]), TaskFamily.of(fields[2])), ofRow);
                }
                case "refuted" -> {
                    Cell cell = new Cell(
                            Revision.valueOf(fields[1]), Property.valueOf(fields[2]), TaskFamily.of(fields[3]));
                    List<String> tasks = List.of(fields[8].split("\\|", -1));
                    refuted.put(
                            cell,
                            new Counterexample(
                                    Integer.parseInt(fields[4]),
                                    order,
                                    fields[5],
                                    tasks,
                                    Integer.parseInt(fields[6]),
                                    Integer.parseInt(fields[7])));
                }
                case "limit" -> limits.add(fields[1]);
                default -> {}
            }
        }
        return new TreeResult(order, counts, tested, refuted, limits);
    }
}
