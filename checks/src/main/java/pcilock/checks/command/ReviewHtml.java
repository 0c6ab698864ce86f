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
import pcilock.checks.page.ReviewInputs;
import pcilock.checks.page.ReviewPage;
import pcilock.checks.page.Trace;
import pcilock.checks.patch.Patch;
import pcilock.checks.replay.Frame;
import pcilock.checks.replay.Replay;
import pcilock.checks.replay.ReplayedRun;
import pcilock.checks.replay.ReplayedStep;
import pcilock.checks.review.Finding;
import pcilock.checks.review.PatchReview;
import pcilock.checks.review.PlainReport;
import pcilock.checks.review.ReviewResult;
import pcilock.checks.review.ReviewedCode;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.trace.JsonText;
import pcilock.checks.trace.SourceLines;
import pcilock.checks.trace.TraceJson;
import pcilock.checks.trace.TraceText;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

/** The page with the runs of a review on it, each beside what the other code does with the same tasks in the same order. */
final class ReviewHtml {
    private static final String ENGINE = "explorer";

    private final ReviewResult result;
    private final Map<String, String> files = new TreeMap<>();
    private final List<Object> claims = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();

    ReviewHtml(ReviewResult result) {
        this.result = result;
    }

    void writeTo(Path file, PrintWriter out) {
        CheckPage.write(html(), file, out);
    }

    private String html() {
        add(Finding.Kind.BREAKS_ANEW, "Breaks");
        add(Finding.Kind.MENDS, "Mends");
        add(Finding.Kind.COMES_TO_LIGHT, "ComesToLight");
        add(Finding.Kind.REPORTED_ANEW, "ToldOf");
        add(Finding.Kind.STAYS_BROKEN, "StaysBroken");
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put(
                "engines", Map.of(ENGINE, new TreeMap<>(Map.of("version", "1", "unit", "states", "fingerprint", ""))));
        manifest.put("claims", claims);
        files.put("manifest.json", JsonText.of(manifest));
        return new ReviewPage(ReviewInputs.of(files, names)).html();
    }

    private void add(Finding.Kind kind, String prefix) {
        int patch = 0;
        for (PatchReview review : result.patches()) {
            patch++;
            boolean series = result.patches().size() > 1;
            int number = 0;
            for (List<Finding> group : PlainReport.groups(review.findings(kind)).values()) {
                number++;
                add(
                        review,
                        group,
                        (series ? "Patch" + patch + "_" : "") + String.format("%s_%02d", prefix, number),
                        series ? " patch " + patch : "");
            }
        }
    }

    /** @param which patch, where there are several: each has code of its own before and after it */
    private void add(PatchReview review, List<Finding> group, String name, String which) {
        Finding first = group.get(0);
        boolean isAfter = first.kind() != Finding.Kind.MENDS;
        Side side = new Side(isAfter ? review.after() : review.before(), (isAfter ? " after" : " before") + which);
        Side other = new Side(isAfter ? review.before() : review.after(), (isAfter ? " before" : " after") + which);
        Set<Property> properties = new TreeSet<>();
        group.forEach(finding -> properties.add(finding.property()));
        CounterexampleRun example = review.run(first);
        Scenario scenario = example.scenario();
        String does =
                switch (first.kind()) {
                    case BREAKS_ANEW -> " breaks anew in ";
                    case MENDS -> " mends in ";
                    case COMES_TO_LIGHT -> " brings to light in ";
                    case REPORTED_ANEW -> " has a warning or lockdep tell of in ";
                    default -> " leaves broken in ";
                };
        String question = "What " + review.patch().map(Patch::name).orElse("the change") + does
                + first.family().id() + "()";
        claims.add(claim(name, question, named(side.code, isAfter), scenario, properties, true));
        ReplayedRun run = side.tagged(example.run());
        List<ReplayedRun> runs = new ArrayList<>(List.of(run));
        List<Object> compare = new ArrayList<>();
        Map<String, String> texts = side.texts();
        if (other.code.has().test(first.family().entryPoint())) {
            String otherName = name + (isAfter ? "_Before" : "_After");
            Scenario otherScenario = review.otherScenario(first);
            ReplayedRun beside = other.tagged(Replay.inTheOrderOf(otherScenario, run.order()));
            compare.add(TraceJson.comparison(otherName, run, otherScenario, beside, properties));
            runs.add(beside);
            texts.putAll(other.texts());
            Optional<CounterexampleRun> otherRun = review.otherRun(first);
            claims.add(claim(
                    otherName,
                    "The same tasks with the other code",
                    named(other.code, !isAfter),
                    otherScenario,
                    properties,
                    otherRun.isPresent()));
            otherRun.ifPresent(found -> write(
                    otherName,
                    otherScenario,
                    List.of(other.tagged(found.run())),
                    List.of(),
                    properties,
                    "",
                    other.texts()));
        }
        write(name, scenario, runs, compare, properties, review.hunk(first), texts);
    }

    private static String named(ReviewedCode code, boolean isAfter) {
        return (isAfter ? "after: " : "before: ") + code.name();
    }

    /** Code with a mark for its files, of which the page would otherwise show the lines of the other state. */
    private record Side(ReviewedCode code, String tag) {
        ReplayedRun tagged(ReplayedRun run) {
            Set<String> own = new TreeSet<>();
            code.texts().keySet().forEach(path -> own.add(path.substring(path.lastIndexOf('/') + 1)));
            List<ReplayedStep> steps = run.steps().stream()
                    .map(step -> new ReplayedStep(
                            step.step(),
                            step.stack().stream()
                                    .map(frame -> own.contains(frame.file())
                                            ? new Frame(frame.function(), frame.file() + tag, frame.line())
                                            : frame)
                                    .toList(),
                            step.notes(),
                            step.broken()))
                    .toList();
            return run.with(steps);
        }

        Map<String, String> texts() {
            Map<String, String> texts = new TreeMap<>();
            code.texts().forEach((path, text) -> texts.put(path + tag, text));
            return texts;
        }
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
            String name, String question, String code, Scenario scenario, Set<Property> properties, boolean broken) {
        names.add(code);
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("answer", (broken ? Answer.REFUTED : Answer.PROVED).name());
        finding.put("complete", true);
        finding.put("explored", 0);
        finding.put("depth", 0);
        finding.put("breaks", broken ? CheckedProperties.list(properties) : List.of());
        finding.put("holds", broken ? List.of() : CheckedProperties.list(properties));
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("claim", name);
        claim.put("question", question);
        claim.put("revision", code);
        claim.put("fault", Fault.NONE.name());
        claim.put("waiting", Waiting.ATOMIC_FLAG.name());
        claim.put("topology", scenario.topology);
        claim.put("tasks", scenario.tasks);
        claim.put("expected", (broken ? Answer.REFUTED : Answer.PROVED).name());
        claim.put("findings", Map.of(ENGINE, finding));
        return claim;
    }
}
