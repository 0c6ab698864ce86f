package pcilock.checks.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** What a sweep came to, as text for a person: how far it got, and a line for each revision, property and family of tasks. */
public final class SweepTable {
    private final SweepFindings findings;

    public SweepTable(SweepFindings findings) {
        this.findings = findings;
    }

    /** The text; ends with a line break. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Counts counts = findings.counts();
        text.append(findings.bounds().written()).append('\n');
        text.append(String.format(
                "%d of %d trees, %,d scenarios, of which another tells %,d%n",
                findings.treesDone(), findings.trees(), counts.scenarios(), counts.told()));
        findings.limits()
                .forEach(limit -> text.append("UNKNOWN: ").append(limit).append('\n'));
        text.append(LockCoverage.sentence(findings.bounds().isWide())).append('\n');
        Map<Cell, Counterexample> refuted = findings.refuted();
        for (Cell cell : findings.asked()) {
            Answer answer = findings.answer(cell);
            text.append(String.format(
                    "%-12s %-28s %-32s %s",
                    findings.bounds().nameOf(cell.revision()),
                    cell.property().id,
                    cell.family().id(),
                    answer));
            if (answer == Answer.REFUTED) {
                Counterexample example = refuted.get(cell);
                text.append(String.format(
                        " %s %s, task %d, %d steps",
                        example.topology(), example.tasks(), example.culprit() + 1, example.steps()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** For a person at a terminal: a row for each revision and property, what is REFUTED first. Ends with a line break. */
    public String table() {
        SweepBounds bounds = findings.bounds();
        StringBuilder text = new StringBuilder();
        text.append(findings.treesDone())
                .append(" of ")
                .append(findings.trees())
                .append(" trees of up to ");
        text.append(bounds.devices())
                .append(" devices, with slots of up to ")
                .append(Math.min(bounds.devicesWithSlots(), bounds.devices()));
        text.append(", every choice of up to ")
                .append(bounds.tasks())
                .append(bounds.tasks() == 1 ? " task\n" : " tasks\n");
        for (Revision revision : bounds.revisions()) {
            text.append('\n').append(bounds.nameOf(revision)).append('\n');
            List<String[]> rows = rows(revision);
            int[] widths = new int[3];
            for (String[] row : rows) {
                for (int i = 0; i < widths.length; i++) {
                    widths[i] = Math.max(widths[i], row[i].length());
                }
            }
            for (String[] row : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < widths.length; i++) {
                    line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
                }
                text.append(line.append(row[widths.length]).toString().stripTrailing())
                        .append('\n');
            }
        }
        text.append('\n');
        findings.limits()
                .forEach(limit -> text.append("UNKNOWN: ").append(limit).append('\n'));
        return text.append(LockCoverage.sentence(findings.bounds().isWide()))
                .append('\n')
                .toString();
    }

    /** The answer, the property, at how many entry points, and the smallest counterexample. */
    private List<String[]> rows(Revision revision) {
        Map<Answer, List<String[]>> rows = new EnumMap<>(Answer.class);
        Map<Cell, Counterexample> examples = findings.refuted();
        for (Property property : Property.values()) {
            List<Cell> asked = findings.asked().stream()
                    .filter(cell -> cell.revision() == revision && cell.property() == property)
                    .toList();
            List<Cell> refuted = asked.stream()
                    .filter(cell -> findings.answer(cell) == Answer.REFUTED)
                    .toList();
            if (asked.isEmpty()) {
                continue;
            }
            Answer answer = refuted.isEmpty() ? findings.answer(asked.get(0)) : Answer.REFUTED;
            String[] row = {
                answer.name(),
                property.id,
                refuted.isEmpty()
                        ? "at " + asked.size() + (asked.size() == 1 ? " entry point" : " entry points")
                        : "at " + refuted.size() + " of " + asked.size(),
                refuted.stream()
                        .map(examples::get)
                        .min(Comparator.naturalOrder())
                        .map(example -> example.topology() + " " + String.join(", ", example.tasks()) + ", "
                                + example.steps() + " steps")
                        .orElse("")
            };
            rows.computeIfAbsent(answer, unused -> new ArrayList<>()).add(row);
        }
        return Stream.of(Answer.REFUTED, Answer.UNKNOWN, Answer.PROVED)
                .flatMap(answer -> rows.getOrDefault(answer, List.of()).stream())
                .toList();
    }

    /**
     * For a program: {@code bounds}, {@code trees}, {@code treesDone}, {@code complete}, {@code locks}, {@code limits}, {@code notes} and
     * {@code cells}, each with {@code revision}, {@code property}, {@code entryPoint}, {@code answer} and where that is REFUTED {@code
     * topology}, {@code tasks}, {@code culprit} from 0 and {@code steps}.
     *
     * @param notes what the answers rest on, a sentence each
     */
    public Map<String, Object> json(List<String> notes) {
        Map<Cell, Counterexample> refuted = findings.refuted();
        List<Object> cells = new ArrayList<>();
        for (Cell cell : findings.asked()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("revision", findings.bounds().nameOf(cell.revision()));
            object.put("property", cell.property().id);
            object.put("entryPoint", cell.family().id());
            object.put("answer", findings.answer(cell).name());
            Counterexample example = refuted.get(cell);
            if (example != null) {
                object.put("topology", example.topology());
                object.put("tasks", example.tasks());
                object.put("culprit", example.culprit());
                object.put("steps", example.steps());
            }
            cells.add(object);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bounds", findings.bounds().written());
        object.put("trees", findings.trees());
        object.put("treesDone", findings.treesDone());
        object.put("complete", findings.isComplete());
        object.put("locks", LockCoverage.line(findings.bounds().isWide()));
        object.put("limits", findings.limits());
        object.put("notes", notes);
        object.put("cells", cells);
        return object;
    }
}
