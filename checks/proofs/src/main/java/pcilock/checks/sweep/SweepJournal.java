package pcilock.checks.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pcilock.checks.engine.EngineException;
import pcilock.specs.property.Property;

/**
 * The file in which a sweep, or a shard of one, writes down each tree when it is done: lines of fields with tabs between them, the
 * lines of one tree in one piece that ends with a line of its own. A last tree that was cut off, by a kill, is one that is not done;
 * anything else that a sweep does not write is an error.
 */
public final class SweepJournal {
    private static final String HEAD = "pcilock-sweep 2";
    private static final String TAB = "\t";

    /** How many trees that are open are named. */
    private static final int SHOWN = 12;

    /** Where a tree was written down first. */
    private record Written(Path file, Counts counts) {
        void mustAgree(Path other, TreeResult result) {
            if (!counts.equals(result.counts())) {
                throw new EngineException(file + " and " + other + " do not agree about tree " + result.order() + ": "
                        + counts + ", and " + result.counts() + "; sweep one of these shards anew");
            }
        }
    }

    private final Path file;
    private final List<TreeResult> done;
    private final String dropped;

    private SweepJournal(Path file, List<TreeResult> done, String dropped) {
        this.file = file;
        this.done = done;
        this.dropped = dropped;
    }

    /**
     * Opens the journal of a sweep, or begins one.
     *
     * @param code what the locking code and the search are known by; a journal about other code is not gone on with
     * @throws EngineException when the file is the journal of a sweep with other bounds or of other code, or of something else, or
     *     has a line that no sweep writes
     */
    public static SweepJournal open(Path file, SweepBounds bounds, String code) {
        try {
            String head = head(bounds, code);
            if (!Files.exists(file) || head.startsWith(Files.readString(file))) {
                // New, or killed while it wrote the first lines.
                if (file.toAbsolutePath().getParent() != null) {
                    Files.createDirectories(file.toAbsolutePath().getParent());
                }
                Files.writeString(file, head);
                return new SweepJournal(file, List.of(), null);
            }
            JournalReader journal = read(file, bounds, head);
            if (journal.dropped() != null) {
                Files.writeString(file, journal.kept());
            }
            return new SweepJournal(file, journal.done(), journal.dropped());
        } catch (IOException e) {
            throw new EngineException("cannot read or write " + file + ": " + e, e);
        }
    }

    private static JournalReader read(Path file, SweepBounds bounds, String head) throws IOException {
        String text = Files.readString(file);
        if (!text.startsWith(head)) {
            throw new EngineException(
                    file + " is not the journal of this sweep by this code. Expected:\n" + head + "Found:\n"
                            + text.lines().limit(3).map(line -> line + "\n").collect(Collectors.joining())
                            + "Choose another file, or delete it to begin again.");
        }
        return new JournalReader(file, text, head, bounds);
    }

    /**
     * Puts together what the shards of a sweep wrote down. The journal of a shard that is not done yet is taken as far as it
     * goes, and a tree that several of them have counts once. The files are read and left as they are.
     *
     * @param told is told of what was cut off, of trees that several files have, and of those that none has
     * @throws EngineException when a file is the journal of another sweep, or of other code, or has a line that no sweep writes, or
     *     when two files do not agree about a tree
     */
    public static SweepFindings merge(List<Path> files, SweepBounds bounds, String code, Consumer<String> told) {
        SweepFindings findings = new SweepFindings(bounds);
        Map<Integer, Written> written = new HashMap<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw new EngineException("there is no journal " + file);
            }
            try {
                JournalReader journal = read(file, bounds, head(bounds, code));
                int twice = 0;
                for (TreeResult result : journal.done()) {
                    Written before = written.putIfAbsent(result.order(), new Written(file, result.counts()));
                    if (before != null) {
                        twice++;
                        before.mustAgree(file, result);
                    }
                    findings.add(result);
                }
                if (twice > 0) {
                    told.accept(file + ": other journals have " + twice + " of its "
                            + journal.done().size() + " trees, too; each tree counts once");
                }
                Optional.ofNullable(journal.dropped()).ifPresent(told);
            } catch (IOException e) {
                throw new EngineException("cannot read " + file + ": " + e, e);
            }
        }
        tellWhatIsOpen(findings, told);
        return findings;
    }

    private static void tellWhatIsOpen(SweepFindings findings, Consumer<String> told) {
        List<Integer> open = IntStream.range(0, findings.trees())
                .filter(order -> !findings.isDone(order))
                .boxed()
                .toList();
        if (!open.isEmpty()) {
            String some = open.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
            told.accept(open.size() + " of " + findings.trees() + " trees are in no journal: " + some
                    + (open.size() > SHOWN ? ", ..." : "") + "; shard K/N has those that leave K when divided by N");
        }
    }

    private static String head(SweepBounds bounds, String code) {
        return HEAD + "\n" + bounds.written() + "\ncode=" + code + "\n";
    }

    /** What was cut off at the end of the file and dropped, in words for a person. */
    public Optional<String> dropped() {
        return Optional.ofNullable(dropped);
    }

    List<TreeResult> done() {
        return done;
    }

    void append(TreeResult result) {
        StringBuilder text = new StringBuilder();
        line(text, "tree", result.order());
        Counts counts = result.counts();
        line(text, "counts", counts.scenarios(), counts.told());
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
            throw new EngineException("cannot write " + file + ": " + e, e);
        }
    }

    private static void line(StringBuilder text, Object... fields) {
        text.append(Arrays.stream(fields).map(Object::toString).collect(Collectors.joining(TAB)))
                .append('\n');
    }
}
