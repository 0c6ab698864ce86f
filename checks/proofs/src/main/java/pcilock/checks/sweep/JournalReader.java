package pcilock.checks.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import pcilock.checks.engine.EngineException;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

/** Reads what {@link SweepJournal} writes, and nothing else. */
final class JournalReader {
    private static final String TAB = "\t";

    private final Path file;
    private final SweepBounds bounds;
    private final int trees;
    private final List<TreeResult> done = new ArrayList<>();
    private final Set<Integer> seen = new HashSet<>();
    private final String kept;
    private final String dropped;

    private int line;
    private int order;
    private Counts counts;
    private Map<TreeResult.Row, Set<Property>> tested;
    private Map<Cell, Counterexample> refuted;
    private List<String> limits;

    /**
     * Reads a journal.
     *
     * @param text what is in the file
     * @param head what it begins with, in whole lines
     * @throws EngineException naming the first line that a sweep with these bounds does not write
     */
    JournalReader(Path file, String text, String head, SweepBounds bounds) {
        this.file = file;
        this.bounds = bounds;
        trees = bounds.trees().size();
        line = (int) head.lines().count();
        int at = head.length();
        int end = at;
        int firstOpen = line + 1;
        boolean open = false;
        for (int newline = text.indexOf('\n', at); newline >= 0; newline = text.indexOf('\n', at)) {
            line++;
            open = read(text.substring(at, newline).split(TAB, -1), open);
            at = newline + 1;
            if (!open) {
                end = at;
                firstOpen = line + 1;
            }
        }
        kept = text.substring(0, end);
        dropped = end == text.length()
                ? null
                : file + ":" + firstOpen + ": the tree that is written down from here on was cut off; it is not done";
    }

    /** The trees that are there to their ends. */
    List<TreeResult> done() {
        return List.copyOf(done);
    }

    /** The file up to the end of the last of them. */
    String kept() {
        return kept;
    }

    /** What comes after that, in words for a person; null when there is nothing. */
    String dropped() {
        return dropped;
    }

    /** Whether the lines of a tree go on after this one. */
    private boolean read(String[] fields, boolean open) {
        if (!open) {
            count(fields, "tree", 2);
            begin(number(fields[1], trees - 1));
            return true;
        }
        switch (fields[0]) {
            case "counts" -> {
                count(fields, "counts", 3);
                counts = new Counts(large(fields[1]), large(fields[2]));
            }
            case "tested" -> {
                count(fields, "tested", 4);
                Set<Property> ofRow = EnumSet.noneOf(Property.class);
                for (String name : fields[3].isEmpty() ? new String[0] : fields[3].split(",", -1)) {
                    ofRow.add(one("a property", name, Property::valueOf));
                }
                tested.put(new TreeResult.Row(revision(fields[1]), family(fields[2])), ofRow);
            }
            case "refuted" -> {
                count(fields, "refuted", 9);
                Cell cell = new Cell(
                        revision(fields[1]), one("a property", fields[2], Property::valueOf), family(fields[3]));
                List<String> tasks = List.of(fields[8].split("\\|", -1));
                refuted.put(
                        cell,
                        new Counterexample(
                                number(fields[4], bounds.devices()),
                                order,
                                fields[5],
                                tasks,
                                number(fields[6], tasks.size() - 1),
                                number(fields[7], Integer.MAX_VALUE)));
            }
            case "limit" -> {
                count(fields, "limit", 2);
                limits.add(fields[1]);
            }
            default -> {
                count(fields, "done", 2);
                if (number(fields[1], trees - 1) != order || counts == null) {
                    throw unexpected("counts and then the end of tree " + order, String.join(" ", fields));
                }
                done.add(new TreeResult(order, counts, tested, refuted, limits));
                return false;
            }
        }
        return true;
    }

    private void begin(int tree) {
        if (!seen.add(tree)) {
            throw unexpected("each tree once", "tree " + tree + " again");
        }
        order = tree;
        counts = null;
        tested = new LinkedHashMap<>();
        refuted = new TreeMap<>();
        limits = new ArrayList<>();
    }

    private void count(String[] fields, String kind, int count) {
        if (!fields[0].equals(kind) || fields.length != count) {
            throw unexpected(
                    "a line of " + count + " fields that begins with \"" + kind + "\"", String.join(" ", fields));
        }
    }

    private Revision revision(String name) {
        return one("a revision of this sweep", name, text -> {
            Revision revision = Revision.valueOf(text);
            return bounds.revisions().contains(revision) ? revision : null;
        });
    }

    private TaskFamily family(String id) {
        return one("a function of this sweep", id, text -> {
            TaskFamily family = TaskFamily.of(text);
            return bounds.families().contains(family) ? family : null;
        });
    }

    private int number(String text, int most) {
        return one("a number from 0 to " + most, text, digits -> {
            int number = Integer.parseInt(digits);
            return number < 0 || number > most ? null : number;
        });
    }

    private long large(String text) {
        return one("a number from 0 on", text, digits -> Long.parseLong(digits) < 0 ? null : Long.valueOf(digits));
    }

    private <T> T one(String what, String text, Function<String, T> reads) {
        T value;
        try {
            value = reads.apply(text);
        } catch (IllegalArgumentException e) {
            value = null;
        }
        if (value == null) {
            throw unexpected(what, text);
        }
        return value;
    }

    private EngineException unexpected(String expected, String found) {
        return new EngineException(file + ":" + line + ": expected " + expected + ", found \"" + found
                + "\"; delete the file to begin again");
    }
}
