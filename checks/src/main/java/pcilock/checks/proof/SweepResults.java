package pcilock.checks.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pcilock.checks.sweep.Cell;
import pcilock.checks.sweep.Counterexample;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.sweep.Counts;
import pcilock.checks.sweep.Findings;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.trace.TraceText;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** The files of {@code results/sweep/}: for each entry point its revisions against the properties, and every counterexample. */
final class SweepResults {
    private final Findings findings;
    private final Set<Cell> certified;
    private final StringBuilder page = new StringBuilder();

    private SweepResults(Findings findings, Set<Cell> certified) {
        this.findings = findings;
        this.certified = certified;
    }

    /**
     * What a sweep comes to. Every counterexample is replayed with the locking code.
     *
     * @param certified the cells that hold for any number of tasks
     */
    static Results of(Findings findings, Set<Cell> certified) {
        SweepResults results = new SweepResults(findings, certified);
        SortedMap<String, String> files = new TreeMap<>();
        files.put("README.md", results.page());
        Map<String, StringBuilder> traces = new TreeMap<>();
        findings.refuted().forEach((cell, example) -> traces.computeIfAbsent(path(cell), unused -> new StringBuilder())
                .append(results.trace(cell, example)));
        traces.forEach((path, text) -> files.put(path, text.toString()));
        return new Results(files);
    }

    private static String path(Cell cell) {
        return cell.revision().id + "/" + cell.family().id() + ".txt";
    }

    private String trace(Cell cell, Counterexample example) {
        CounterexampleRun run =
                CounterexampleRun.of(cell, example, findings.bounds().fault());
        return new Heading()
                        .line("Property", cell.property().id)
                        .line("Answer", "REFUTED by T" + (example.culprit() + 1) + ": " + size(example))
                        .scenario(run.scenario())
                + "\n"
                + TraceText.of(run.scenario(), run.run(), Collections.singleton(cell.property()))
                + "\n";
    }

    private static String size(Counterexample example) {
        return counted(example.devices(), "device") + ", "
                + counted(example.tasks().size(), "task") + ", " + counted(example.steps(), "step");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private String page() {
        SweepBounds bounds = findings.bounds();
        Counts counts = findings.counts();
        line("# The sweep");
        line("");
        line(
                "Written by `mvn verify`. Every tree of devices within bounds, with every choice of tasks: each entry point, each");
        line("device it can be about.");
        line("");
        line("- Trees: all with up to " + bounds.devices()
                + " devices, the top bridge counted; bridges with nothing below them in trees");
        line("  of up to " + bounds.devicesWithEmptyBuses() + "; slots in trees of up to " + bounds.devicesWithSlots()
                + ": on each bus none, one that covers all its devices, or");
        line("  one that covers the first few.");
        line("- Tasks: up to " + bounds.tasks() + " at once. The config access lock is the atomic flag.");
        line(String.format(
                "- %,d trees, %,d scenarios, of which another one tells %,d: see `TreeSweep` for why that loses nothing.",
                findings.trees(), counts.scenarios(), counts.told()));
        findings.limits().forEach(limit -> line("- UNKNOWN: " + limit));
        line("");
        line(
                "PROVED: no scenario within the bounds breaks the property by a task of this entry point. PROVED ∀: on these trees,");
        line(
                "and for any number of tasks, by certificate. REFUTED: the smallest counterexample, with its devices and tasks, is in");
        line("the file. Empty: tasks of this entry point do nothing that the property is about.");
        line("");
        line(LockCoverage.SENTENCE);
        for (TaskFamily family : bounds.families()) {
            family(family);
        }
        return page.toString();
    }

    private void family(TaskFamily family) {
        List<Property> properties = new ArrayList<>();
        for (Property property : Property.values()) {
            if (revisions(family).stream()
                    .anyMatch(revision -> findings.isAsked(new Cell(revision, property, family)))) {
                properties.add(property);
            }
        }
        if (properties.isEmpty()) {
            return;
        }
        line("");
        line("## " + family.id());
        line("");
        StringBuilder head = new StringBuilder("| property |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Revision revision : revisions(family)) {
            head.append(' ').append(revision.id).append(" |");
            rule.append("---|");
        }
        line(head.toString());
        line(rule.toString());
        for (Property property : properties) {
            StringBuilder row = new StringBuilder("| " + property.id + " |");
            for (Revision revision : revisions(family)) {
                row.append(' ')
                        .append(cell(new Cell(revision, property, family)))
                        .append(" |");
            }
            line(row.toString());
        }
    }

    private List<Revision> revisions(TaskFamily family) {
        return findings.bounds().revisions().stream()
                .filter(revision -> findings.families(revision).contains(family))
                .toList();
    }

    private String cell(Cell cell) {
        if (!findings.isAsked(cell)) {
            return "";
        }
        Answer answer = findings.answer(cell);
        return switch (answer) {
            case REFUTED -> {
                Counterexample example = findings.refuted().get(cell);
                yield "[REFUTED](" + path(cell) + ") " + example.devices() + "/"
                        + example.tasks().size();
            }
            case PROVED -> certified.contains(cell) ? "PROVED ∀" : "PROVED";
            case UNKNOWN -> "UNKNOWN";
        };
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
