package pcilock.checks.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/**
 * What the page's script shows, as one JSON object. What traces repeat, words, frames and whole stacks, stands in tables and is
 * named by its number there; that keeps the page small.
 */
final class PageData {
    private final ReviewInputs inputs;
    private final Table words = new Table();
    private final Table frames = new Table();
    private final Table stacks = new Table();
    private final Map<String, Trace.Source> sources = new TreeMap<>();

    PageData(ReviewInputs inputs) {
        this.inputs = inputs;
    }

    Map<String, Object> object() {
        Map<String, Object> traces = new LinkedHashMap<>();
        inputs.traces().forEach((claim, trace) -> traces.put(claim, trace(trace)));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("engines", inputs.engines().stream().map(this::engine).toList());
        object.put("revisions", revisions());
        object.put("properties", properties());
        Map<String, Object> locks = new LinkedHashMap<>();
        locks.put("properties", ids(LockCoverage.properties()));
        locks.put("line", LockCoverage.LINE);
        object.put("locks", locks);
        object.put("cells", cells());
        object.put(
                "claims", inputs.claims().values().stream().map(PageData::claim).toList());
        inputs.sweep().ifPresent(sweep -> {
            sweep.traces().forEach((cell, trace) -> traces.put(cell, trace(trace)));
            object.put("sweep", sweep(sweep));
        });
        inputs.deadlocks().ifPresent(deadlocks -> {
            deadlocks.traces().forEach((run, trace) -> traces.put(nameOf(run), trace(trace)));
            object.put("deadlocks", deadlocks(deadlocks));
        });
        inputs.review().ifPresent(review -> object.put("review", review(review)));
        object.put("words", words.rows());
        object.put("frames", frames.rows());
        object.put("stacks", stacks.rows());
        object.put("sources", sources());
        object.put("traces", traces);
        return object;
    }

    private Map<String, Object> engine(EngineEntry engine) {
        List<EngineFinding> findings = inputs.claims().values().stream()
                .flatMap(claim -> claim.findings().stream())
                .filter(finding -> finding.engine().equals(engine.name()))
                .toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", engine.name());
        object.put("version", engine.version());
        object.put("unit", engine.unit());
        object.put("stale", findings.stream().anyMatch(EngineFinding::stale));
        object.put("claims", findings.size());
        object.put(
                "explored", findings.stream().mapToLong(EngineFinding::explored).sum());
        return object;
    }

    private static List<Object> revisions() {
        List<Object> revisions = new ArrayList<>();
        for (Revision revision : Revision.values()) {
            revisions.add(List.of(revision.id, revision.source));
        }
        return revisions;
    }

    private static List<Object> properties() {
        List<Object> properties = new ArrayList<>();
        for (Property property : Property.values()) {
            properties.add(List.of(property.id, property.source, property.text));
        }
        return properties;
    }

    private List<Object> cells() {
        List<Object> cells = new ArrayList<>();
        for (Revision revision : Revision.values()) {
            for (Property property : Property.values()) {
                MatrixCell cell =
                        MatrixCell.of(revision, property, inputs.claims().values());
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("revision", revision.id);
                object.put("property", property.id);
                object.put("state", cell.state().name());
                object.put("broken", cell.broken());
                object.put("held", cell.held());
                object.put("unknown", cell.unknown());
                object.put("stale", cell.stale());
                object.put("engines", cell.engines());
                cells.add(object);
            }
        }
        return cells;
    }

    private static Map<String, Object> sweep(SweepEntry sweep) {
        List<Object> cells = new ArrayList<>();
        for (SweptCell cell : sweep.cells()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", cell.name());
            object.put("revision", cell.revision().id);
            object.put("property", cell.property().id);
            object.put("entryPoint", cell.entryPoint());
            object.put("state", sweep.stale() ? "STALE" : cell.answer().name());
            object.put("certified", cell.certified());
            if (cell.example() != null) {
                object.put("topology", cell.example().topology());
                object.put("tasks", cell.example().tasks());
                object.put("devices", cell.example().devices());
                object.put("culprit", cell.culprit());
                object.put("steps", cell.example().steps().size());
            }
            cells.add(object);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bounds", sweep.bounds());
        object.put("cells", cells);
        return object;
    }

    /** What the page calls a run. It is no name of a claim, which has no colon. */
    private static String nameOf(String run) {
        return "deadlock:" + run;
    }

    private static Map<String, Object> deadlocks(DeadlocksEntry deadlocks) {
        List<Object> rows = new ArrayList<>();
        for (DeadlocksEntry.Row row : deadlocks.rows()) {
            List<Object> cells = new ArrayList<>();
            row.cells().forEach((revision, cell) -> {
                Map<String, Object> object = new LinkedHashMap<>();
                object.put("revision", revision.id);
                object.put("state", deadlocks.stale() ? "STALE" : cell.answer().name());
                if (cell.run() != null) {
                    object.put("run", nameOf(cell.run()));
                }
                cells.add(object);
            });
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("functions", row.functions());
            object.put("cells", cells);
            rows.add(object);
        }
        Map<String, Object> runs = new LinkedHashMap<>();
        deadlocks.runs().forEach((name, run) -> {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("file", name + ".txt");
            object.put("revision", run.revision().id);
            object.put("topology", run.shortest().topology());
            object.put("tasks", run.shortest().tasks());
            object.put("devices", run.shortest().devices());
            object.put("steps", run.shortest().steps().size());
            runs.put(nameOf(name), object);
        });
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bounds", deadlocks.bounds());
        object.put(
                "revisions",
                deadlocks.revisions().stream().map(revision -> revision.id).toList());
        object.put("rows", rows);
        object.put("runs", runs);
        if (!deadlocks.stale() && !deadlocks.orders().isEmpty()) {
            object.put(
                    "orders", deadlocks.orders().stream().map(PageData::order).toList());
        }
        return object;
    }

    private static Map<String, Object> order(DeadlocksEntry.Order order) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("revision", order.revision().id);
        object.put("file", order.file());
        object.put("size", List.of(order.width(), order.height(), order.boxLeft(), order.boxWidth()));
        object.put(
                "boxes",
                order.boxes().stream()
                        .map(box -> List.of(box.kind(), box.y(), box.height()))
                        .toList());
        object.put(
                "arrows",
                order.arrows().stream()
                        .map(arrow -> List.of(
                                arrow.held(),
                                arrow.wanted(),
                                arrow.state(),
                                arrow.path(),
                                arrow.head(),
                                arrow.how(),
                                arrow.functions(),
                                arrow.task() + " on " + arrow.tree()))
                        .toList());
        object.put(
                "cycles",
                order.cycles().stream()
                        .map(cycle -> List.of(
                                cycle.kinds(), cycle.answer().name(), cycle.run() == null ? "" : nameOf(cycle.run())))
                        .toList());
        return object;
    }

    private static Map<String, Object> review(ReviewEntry review) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("verdict", review.verdict());
        object.put("words", review.words());
        object.put("sections", review.sections().stream().map(PageData::section).toList());
        object.put("hunks", review.hunks().stream().map(PageData::hunk).toList());
        return object;
    }

    private static Map<String, Object> section(ReviewEntry.Section section) {
        List<Object> groups = new ArrayList<>();
        for (ReviewEntry.Group group : section.groups()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("title", group.title());
            object.put("opened", group.opened());
            object.put("rows", group.rows().stream().map(PageData::row).toList());
            groups.add(object);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("title", section.title());
        object.put("words", section.words());
        object.put("hunksTitle", section.hunksTitle());
        object.put("hunks", section.hunks());
        object.put("opened", section.opened());
        object.put("groups", groups);
        return object;
    }

    private static Map<String, Object> row(ReviewEntry.Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("claim", row.claim());
        object.put("words", row.words());
        object.put("remark", row.remark());
        row.mark().ifPresent(mark -> object.put("mark", List.of(mark.hunk(), mark.line(), mark.words(), mark.wrong())));
        return object;
    }

    private static Map<String, Object> hunk(ReviewEntry.Hunk hunk) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", hunk.path());
        object.put("header", hunk.header());
        object.put("before", hunk.before());
        object.put("after", hunk.after());
        object.put(
                "lines",
                hunk.lines().stream()
                        .map(line -> List.of(line.marked(), line.before(), line.after()))
                        .toList());
        return object;
    }

    private static Map<String, Object> claim(ClaimEntry claim) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", claim.name());
        object.put("question", claim.question());
        object.put("revision", claim.revision());
        object.put("fault", claim.fault() == Fault.NONE ? "" : claim.fault().text);
        object.put("waiting", claim.waiting());
        object.put("topology", claim.topology());
        object.put("tasks", claim.tasks());
        object.put("answer", claim.isStale() ? "STALE" : claim.answer().name());
        object.put("breaks", ids(claim.breaks()));
        object.put("holds", ids(claim.holds()));
        object.put("skipped", claim.skipped());
        List<Object> findings = new ArrayList<>();
        for (EngineFinding finding : claim.findings()) {
            findings.add(List.of(
                    finding.engine(),
                    finding.stale() ? "STALE" : finding.answer().name(),
                    finding.complete(),
                    finding.stopped(),
                    finding.explored(),
                    finding.depth()));
        }
        object.put("findings", findings);
        return object;
    }

    private static List<String> ids(Set<Property> properties) {
        return properties.stream().map(property -> property.id).toList();
    }

    private Map<String, Object> trace(Trace trace) {
        trace.sources()
                .forEach((file, source) -> sources.merge(file, source, (one, other) -> {
                    Map<Integer, String> lines = new TreeMap<>(one.lines());
                    lines.putAll(other.lines());
                    return new Trace.Source(one.path(), lines);
                }));
        Map<String, Object> object = new LinkedHashMap<>();
        List<Object> devices = new ArrayList<>();
        for (Trace.Device device : trace.devices()) {
            List<Object> row = new ArrayList<>(
                    List.of(device.name(), device.bridge(), device.below(), device.slot(), device.flag()));
            if (device.virtual()) {
                row.add(true);
            }
            devices.add(row);
        }
        object.put("devices", devices);
        object.put("tasks", trace.tasks());
        object.put("run", run(trace.run()));
        List<Object> comparisons = new ArrayList<>();
        for (Trace.Comparison comparison : trace.comparisons()) {
            Map<String, Object> other = new LinkedHashMap<>();
            other.put("claim", comparison.claim());
            other.put("parts", comparison.parts());
            other.put("run", run(comparison.run()));
            comparisons.add(other);
        }
        object.put("compare", comparisons);
        return object;
    }

    private Map<String, Object> run(Trace.Run run) {
        List<Object> steps = new ArrayList<>();
        for (Trace.TraceStep step : run.steps()) {
            steps.add(step(step));
        }
        Map<String, Object> end = new LinkedHashMap<>();
        end.put("stuck", run.end().stuck());
        end.put("held", run.end().held());
        end.put("waiting", run.end().waiting());
        end.put("ended", run.end().ended());
        end.put("cycle", run.end().cycle());
        end.put("breaks", run.end().breaks());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("steps", steps);
        object.put("end", end);
        return object;
    }

    /** Task, device, event, words, stack, then the lock with its holder, the notes and what breaks where there are any. */
    private List<Object> step(Trace.TraceStep step) {
        List<Object> stack = new ArrayList<>();
        for (Trace.StackFrame frame : step.stack()) {
            stack.add(frames.number(List.of(frame.function(), frame.file(), frame.line())));
        }
        List<Object> row = new ArrayList<>(List.of(
                step.task(),
                step.device(),
                words.number(step.event().name()),
                words.number(step.words()),
                stacks.number(stack)));
        boolean tells = !step.notes().isEmpty() || !step.breaks().isEmpty();
        if (tells || !step.lock().isEmpty()) {
            row.add(step.lock());
            row.add(step.holder());
        }
        if (tells) {
            row.add(step.notes().stream()
                    .map(note -> List.of(note.task(), words.number(note.event().name()), words.number(note.words())))
                    .toList());
            row.add(step.breaks());
        }
        return row;
    }

    private Map<String, Object> sources() {
        Map<String, Object> object = new LinkedHashMap<>();
        sources.forEach((file, source) -> {
            Map<String, Object> lines = new LinkedHashMap<>();
            source.lines().forEach((line, text) -> lines.put(line.toString(), text));
            object.put(file, List.of(source.path(), lines));
        });
        return object;
    }

    /** Values that are named by the order in which they first came. */
    private static final class Table {
        private final Map<Object, Integer> numbers = new LinkedHashMap<>();

        int number(Object value) {
            return numbers.computeIfAbsent(value, key -> numbers.size());
        }

        List<Object> rows() {
            return List.copyOf(numbers.keySet());
        }
    }
}
