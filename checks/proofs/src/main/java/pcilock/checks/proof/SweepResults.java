package pcilock.checks.proof;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import pcilock.checks.page.ShortestRun;
import pcilock.checks.page.SweepEntry;
import pcilock.checks.page.SweptCell;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.sweep.Cell;
import pcilock.checks.sweep.Counterexample;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.sweep.Counts;
import pcilock.checks.sweep.SweepBounds;
import pcilock.checks.sweep.SweepFindings;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The files of {@code results/sweep/}: for each entry point its revisions against the properties, and every counterexample. */
public final class SweepResults {
    /** Below {@code results/sweep/}: what the page of all results shows of the sweep. */
    public static final String JSON_FILE = "sweep.json";

    private final SweepFindings findings;
    private final Set<Cell> certified;
    private final Map<Cell, CounterexampleRun> runs = new TreeMap<>();
    private final StringBuilder page = new StringBuilder();

    private SweepResults(SweepFindings findings, Set<Cell> certified) {
        this.findings = findings;
        this.certified = certified;
    }

    /**
     * What a sweep comes to. Every counterexample is replayed with the locking code.
     *
     * @param command what writes these files
     * @param certified the cells that hold for any number of tasks
     * @param fingerprint of the sources that were swept
     */
    public static Results of(String command, SweepFindings findings, Set<Cell> certified, String fingerprint) {
        SweepResults results = new SweepResults(findings, certified);
        findings.refuted()
                .forEach((cell, example) ->
                        results.runs.put(cell, CounterexampleRun.of(findings.bounds(), cell, example)));
        SortedMap<String, String> files = new TreeMap<>();
        files.put("README.md", results.page(command));
        files.put(JSON_FILE, results.json(fingerprint));
        Map<String, StringBuilder> traces = new TreeMap<>();
        findings.refuted().forEach((cell, example) -> traces.computeIfAbsent(path(cell), unused -> new StringBuilder())
                .append(results.trace(cell, example)));
        traces.forEach((path, text) -> files.put(path, text.toString()));
        return new Results(files);
    }

    private static String path(Cell cell) {
        return cell.revision().id + "/" + cell.family().id() + ".txt";
    }

    /**
     * What stands in {@code results/sweep/}, for the page of all results: each counterexample is replayed.
     *
     * @param results the folder {@code results/}
     * @param fingerprint of today's sources; where others were swept, all is marked as stale
     * @return empty where nothing was swept yet
     */
    public static Optional<SweepEntry> in(Path results, String fingerprint, SourceLines sources) {
        return Results.text(results.resolve(Results.SWEEP).resolve(JSON_FILE))
                .map(text -> entry(text, fingerprint, sources));
    }

    /** The same from the text of {@code sweep.json}. */
    public static SweepEntry entry(String text, String fingerprint, SourceLines sources) {
        return SweepEntry.parse(Results.SWEEP + "/" + JSON_FILE, text)
                .asOf(fingerprint, cell -> traceJson(cell, sources));
    }

    private static String traceJson(SweptCell cell, SourceLines sources) {
        return traceJson(cell.name(), cell.revision(), cell.example(), cell.property(), sources);
    }

    /** The trace of a run that the results keep, replayed. */
    static String traceJson(String name, Revision revision, ShortestRun kept, Property property, SourceLines sources) {
        Scenario scenario =
                new Scenario(revision, Fault.NONE, Waiting.ATOMIC_FLAG, kept.topology(), kept.tasks(), false);
        ReplayedRun run = Replay.run(scenario, kept.steps());
        return JsonText.of(
                TraceJson.document(name, scenario, List.of(run), Collections.singleton(property), List.of(), sources));
    }

    private String json(String fingerprint) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fingerprint", fingerprint);
        object.put("bounds", bounds());
        object.put("cells", findings.asked().stream().map(this::json).toList());
        return JsonText.of(object);
    }

    private Map<String, Object> json(Cell cell) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("revision", cell.revision().id);
        object.put("property", cell.property().id);
        object.put("entryPoint", cell.family().id());
        object.put("answer", findings.answer(cell).name());
        object.put("certified", certified.contains(cell));
        CounterexampleRun run = runs.get(cell);
        if (run != null) {
            Counterexample example = findings.refuted().get(cell);
            Map<String, Object> counterexample = new ShortestRun(
                            example.topology(),
                            example.tasks(),
                            example.devices(),
                            run.run().plainSteps())
                    .json();
            counterexample.put("culprit", example.culprit());
            object.put("counterexample", counterexample);
        }
        return object;
    }

    private String trace(Cell cell, Counterexample example) {
        CounterexampleRun run = runs.get(cell);
        return new Heading()
                        .line("Property", cell.property().id)
                        .line(
                                "Answer",
                                "REFUTED by T" + (example.culprit() + 1) + ": "
                                        + Heading.size(
                                                example.devices(),
                                                example.tasks().size(),
                                                example.steps()))
                        .scenario(run.scenario())
                + "\n"
                + TraceText.of(run.scenario(), run.run(), Collections.singleton(cell.property()))
                + "\n";
    }

    private String page(String command) {
        line("# The sweep");
        line("");
        line("Written by");
        line("");
        line("    " + command);
        line("");
        line(
                "Every tree of devices within bounds, with every choice of tasks: each entry point, each device it can be about.");
        line("");
        bounds().forEach(sentence -> line("- " + sentence));
        findings.limits().forEach(limit -> line("- UNKNOWN: " + limit));
        line("");
        line(
                "PROVED: no scenario within the bounds breaks the property by a task of this entry point. PROVED ∀: on these trees,");
        line(
                "and for any number of tasks, by certificate. REFUTED: the smallest counterexample, with its devices and tasks, is in");
        line("the file. Empty: tasks of this entry point do nothing that the property is about.");
        line("");
        line(LockCoverage.SENTENCE);
        for (TaskFamily family : findings.bounds().families()) {
            family(family);
        }
        return page.toString();
    }

    private List<String> bounds() {
        SweepBounds bounds = findings.bounds();
        Counts counts = findings.counts();
        return List.of(
                "Trees: all with up to " + bounds.devices()
                        + " devices, the top bridge counted; bridges with nothing below them in trees of up to "
                        + bounds.devicesWithEmptyBuses() + "; slots in trees of up to " + bounds.devicesWithSlots()
                        + ": on each bus none, one that covers all its devices, or one that covers the first few.",
                "Tasks: up to " + bounds.tasks() + " at once. The config access lock is the atomic flag.",
                String.format(
                        "%,d trees, %,d scenarios, of which another one tells %,d: see `TreeSweep` for why that loses nothing.",
                        findings.trees(), counts.scenarios(), counts.told()));
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
