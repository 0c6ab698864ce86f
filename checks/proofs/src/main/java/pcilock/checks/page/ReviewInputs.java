package pcilock.checks.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/**
 * What the page and the mail are made from: the manifest and the traces, checked.
 *
 * @param engines in the manifest's order
 * @param claims by name, in the manifest's order
 * @param traces of the refuted claims, by the claim's name
 * @param sweep empty where there is none, as in the page of one check
 * @param deadlocks likewise
 * @param review empty in the page of the results
 */
public record ReviewInputs(
        List<EngineEntry> engines,
        Map<String, ClaimEntry> claims,
        Map<String, Trace> traces,
        Optional<SweepEntry> sweep,
        Optional<DeadlocksEntry> deadlocks,
        Optional<ReviewEntry> review) {
    private static final String MANIFEST = "manifest.json";

    /**
     * Reads the files of {@code results/}.
     *
     * @param files text by path below that folder
     * @throws DamagedResultsException when one is missing or damaged
     */
    public static ReviewInputs of(Map<String, String> files) {
        return of(files, Set.of());
    }

    /**
     * Reads files as those of {@code results/}.
     *
     * @param others what claims may name besides the project's revisions
     * @throws DamagedResultsException when one is missing or damaged
     */
    public static ReviewInputs of(Map<String, String> files, Set<String> others) {
        JsonValue manifest = JsonValue.parse(MANIFEST, required(files, MANIFEST, "the results"));
        List<EngineEntry> engines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        manifest.get("engines").members().forEach((name, engine) -> {
            names.add(name);
            engines.add(new EngineEntry(
                    name,
                    engine.get("version").text(),
                    engine.get("unit").text(),
                    engine.get("fingerprint").text()));
        });
        Map<String, ClaimEntry> claims = new LinkedHashMap<>();
        for (JsonValue value : manifest.get("claims").elements()) {
            ClaimEntry claim = claim(value, names, others);
            if (claims.put(claim.name(), claim) != null) {
                throw value.get("claim").expected("a claim that was not named before");
            }
        }
        Map<String, Trace> traces = new LinkedHashMap<>();
        for (ClaimEntry claim : claims.values()) {
            if (!claim.breaks().isEmpty()) {
                traces.put(claim.name(), trace(files, claim, claims.keySet()));
            }
        }
        return new ReviewInputs(
                List.copyOf(engines), claims, traces, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same with a sweep and with who deadlocks with whom. */
    public ReviewInputs with(Optional<SweepEntry> swept, Optional<DeadlocksEntry> deadlocking) {
        return new ReviewInputs(engines, claims, traces, swept, deadlocking, review);
    }

    /** The same as the runs of a review. */
    public ReviewInputs with(ReviewEntry reviewed) {
        return new ReviewInputs(engines, claims, traces, sweep, deadlocks, Optional.of(reviewed));
    }

    private static String required(Map<String, String> files, String path, String of) {
        String text = files.get(path);
        if (text == null) {
            throw new DamagedResultsException(path + " of " + of + " is missing");
        }
        return text;
    }

    private static ClaimEntry claim(JsonValue value, Set<String> engines, Set<String> otherRevisions) {
        Map<String, String> skipped = new LinkedHashMap<>();
        if (value.has("skipped")) {
            value.get("skipped").members().forEach((engine, why) -> skipped.put(engine, why.text()));
        }
        List<EngineFinding> findings = new ArrayList<>();
        value.get("findings").members().forEach((engine, finding) -> {
            if (!engines.contains(engine)) {
                throw finding.expected("one of the engines " + engines + " in place of " + engine);
            }
            findings.add(finding(engine, finding));
        });
        return new ClaimEntry(
                value.get("claim").text(),
                value.get("question").text(),
                revision(value.get("revision"), otherRevisions),
                value.get("fault").one(Fault.class),
                value.get("waiting").text(),
                value.get("topology").text(),
                value.get("tasks").texts(),
                value.get("expected").one(Answer.class),
                skipped,
                findings);
    }

    private static EngineFinding finding(String engine, JsonValue value) {
        return new EngineFinding(
                engine,
                value.get("answer").one(Answer.class),
                value.has("stale") && value.get("stale").truth(),
                value.get("complete").truth(),
                value.has("stopped") ? value.get("stopped").text() : "",
                value.get("explored").number(),
                value.get("depth").number(),
                properties(value.get("breaks")),
                properties(value.get("holds")));
    }

    private static String revision(JsonValue value, Set<String> others) {
        return others.contains(value.text()) ? value.text() : builtIn(value).id;
    }

    static Revision builtIn(JsonValue value) {
        return Arrays.stream(Revision.values())
                .filter(revision -> revision.id.equals(value.text()))
                .findFirst()
                .orElseThrow(() -> value.expected("a revision in place of \"" + value.text() + "\""));
    }

    private static List<Property> properties(JsonValue value) {
        return value.elements().stream().map(ReviewInputs::property).toList();
    }

    static Property property(JsonValue value) {
        for (Property property : Property.values()) {
            if (property.id.equals(value.text())) {
                return property;
            }
        }
        throw value.expected("a property in place of \"" + value.text() + "\"");
    }

    private static Trace trace(Map<String, String> files, ClaimEntry claim, Set<String> claims) {
        String path = Trace.path(claim.name());
        String of = "the refuted claim " + claim.name();
        Trace trace = Trace.parse(path, required(files, path, of), required(files, Trace.textPath(claim.name()), of));
        if (!trace.claim().equals(claim.name())) {
            throw new DamagedResultsException(path + ", at claim: expected \"" + claim.name() + "\"");
        }
        for (Trace.Comparison comparison : trace.comparisons()) {
            if (!claims.contains(comparison.claim())) {
                throw new DamagedResultsException(
                        path + ", at compare: the manifest has no claim \"" + comparison.claim() + "\"");
            }
        }
        return trace;
    }
}
