package pcilock.checks.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import pcilock.checks.engine.Exploration;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.page.ReviewInputs;
import pcilock.checks.page.ReviewPage;
import pcilock.checks.page.Trace;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.review.PageReport;
import pcilock.checks.review.PageReport.Run;
import pcilock.checks.review.PageReport.Side;
import pcilock.checks.review.PropertyChange;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.model.pci.PciTopology;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The page with the runs of a review on it, each beside what the other code does with the same tasks in the same order. */
final class ReviewHtml {
    private static final long MOST_STATES = 1_000_000;

    private final PageReport report;
    private final ExplorerEngine explorer =
            new ExplorerEngine(MOST_STATES, Runtime.getRuntime().maxMemory() / 4).reduced();
    private final Map<String, String> files = new TreeMap<>();
    private final List<Object> claims = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    ReviewHtml(PageReport report) {
        this.report = report;
    }

    void writeTo(Path file, PrintWriter out) {
        CheckPage.write(html(), file, out);
    }

    private String html() {
        report.runs().forEach(this::add);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put(
                "engines",
                Map.of(
                        explorer.name(),
                        new TreeMap<>(
                                Map.of("version", explorer.version(), "unit", explorer.unit(), "fingerprint", ""))));
        manifest.put("claims", claims);
        files.put("manifest.json", JsonText.of(manifest));
        return new ReviewPage(ReviewInputs.of(files, names).with(report.entry())).html();
    }

    private void add(Run run) {
        if (run.findings().isEmpty()) {
            Set<Property> asked = Set.of(Property.NO_DEADLOCK);
            add(run, asked, run.otherScenario().map(scenario -> explored(run, scenario, asked)), "");
            return;
        }
        PropertyChange first = run.findings().get(0);
        Set<Property> properties = new TreeSet<>();
        run.findings().forEach(finding -> properties.add(finding.property()));
        Optional<Other> other = run.otherScenario().map(scenario -> {
            Optional<ReplayedRun> broken = run.review().otherRun(first).map(CounterexampleRun::run);
            Answer answer = broken.isPresent() ? Answer.REFUTED : Answer.PROVED;
            return new Other(scenario, run.beside().orElseThrow(), answer, broken);
        });
        add(run, properties, other, run.review().hunk(first));
    }

    /** A pair is asked about on many trees; here, on this one. */
    private Other explored(Run run, Scenario scenario, Set<Property> asked) {
        Exploration found = explorer.explore(scenario);
        return new Other(
                scenario,
                run.beside().orElseThrow(),
                found.answer(asked),
                Optional.ofNullable(found.broken().get(Property.NO_DEADLOCK))
                        .map(steps -> Replay.run(scenario, steps)));
    }

    /**
     * The same tasks with the other code.
     *
     * @param beside what it does in the same order
     * @param answer whether it breaks the same
     * @param broken a run that breaks it; empty where the answer is another one
     */
    private record Other(Scenario scenario, ReplayedRun beside, Answer answer, Optional<ReplayedRun> broken) {}

    private void add(Run run, Set<Property> properties, Optional<Other> other, String hunk) {
        String name = run.name();
        Scenario scenario = run.example().scenario();
        claims.add(claim(name, run.question(), named(run.side(), run.isAfter()), scenario, properties, Answer.REFUTED));
        ReplayedRun own = tagged(run.side(), run.example().run());
        List<ReplayedRun> runs = new ArrayList<>(List.of(own));
        List<Object> compare = new ArrayList<>();
        Map<String, String> texts = texts(run.side());
        other.ifPresent(found -> {
            String otherName = name + (run.isAfter() ? "_Before" : "_After");
            ReplayedRun beside = tagged(run.other(), found.beside());
            compare.add(TraceJson.comparison(otherName, own, found.scenario(), beside, properties));
            runs.add(beside);
            texts.putAll(texts(run.other()));
            claims.add(claim(
                    otherName,
                    "The same tasks with the other code",
                    named(run.other(), !run.isAfter()),
                    found.scenario(),
                    properties,
                    found.answer()));
            found.broken()
                    .ifPresent(broken -> write(
                            otherName,
                            found.scenario(),
                            List.of(tagged(run.other(), broken)),
                            List.of(),
                            properties,
                            "",
                            texts(run.other())));
        });
        write(name, scenario, runs, compare, properties, hunk, texts);
    }

    private static String named(Side side, boolean isAfter) {
        return (isAfter ? "after: " : "before: ") + side.code().name();
    }

    /** With a mark for its files, of which the page would otherwise show the lines of the other state. */
    private static ReplayedRun tagged(Side side, ReplayedRun run) {
        Set<String> own = new TreeSet<>();
        side.code().texts().keySet().forEach(path -> own.add(path.substring(path.lastIndexOf('/') + 1)));
        List<ReplayedStep> steps = run.steps().stream()
                .map(step -> new ReplayedStep(
                        step.step(),
                        step.stack().stream()
                                .map(frame -> own.contains(frame.file())
                                        ? new Frame(frame.function(), frame.file() + side.tag(), frame.line())
                                        : frame)
                                .toList(),
                        step.notes(),
                        step.broken()))
                .toList();
        return run.with(steps);
    }

    private static Map<String, String> texts(Side side) {
        Map<String, String> texts = new TreeMap<>();
        side.code().texts().forEach((path, text) -> texts.put(path + side.tag(), text));
        return texts;
    }

    private void write(
            String name,
            Scenario scenario,
            List<ReplayedRun> runs,
            List<Object> compare,
            Set<Property> properties,
            String hunk,
            Map<String, String> texts) {
        texts.putAll(Sources.ofModel(runs, file -> true));
        files.put(
                Trace.path(name),
                JsonText.of(TraceJson.document(name, scenario, runs, properties, compare, SourceLines.of(texts))));
        files.put(
                Trace.textPath(name),
                (hunk.isEmpty() ? "" : hunk + "\n") + TraceText.of(scenario, runs.get(0), properties));
    }

    private Map<String, Object> claim(
            String name, String question, String code, Scenario scenario, Set<Property> properties, Answer answer) {
        names.add(code);
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("answer", answer.name());
        finding.put("complete", answer != Answer.UNKNOWN);
        finding.put("explored", 0);
        finding.put("depth", 0);
        finding.put("breaks", answer == Answer.REFUTED ? CheckedProperties.list(properties) : List.of());
        finding.put("holds", answer == Answer.PROVED ? CheckedProperties.list(properties) : List.of());
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("claim", name);
        claim.put("question", question);
        claim.put("revision", code);
        claim.put("fault", Fault.NONE.name());
        claim.put("waiting", Waiting.ATOMIC_FLAG.name());
        claim.put("topology", PciTopology.withoutAdded(scenario.topology));
        claim.put("tasks", scenario.tasks);
        claim.put("expected", answer.name());
        claim.put("findings", Map.of(explorer.name(), finding));
        return claim;
    }
}
