package pcilock.checks.review;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pcilock.checks.linux.Comparison;
import pcilock.checks.patch.Patch;
import pcilock.checks.sweep.CounterexampleRun;
import pcilock.checks.trace.TraceJson;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** A review as one object, which README describes. */
public final class JsonReport {
    private final ReviewResult result;
    private final int devices;

    /** @param devices the most devices of a tree */
    public JsonReport(ReviewResult result, int devices) {
        this.result = result;
        this.devices = devices;
    }

    /** The object. */
    public Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("answer", result.breaks() ? "BREAKS" : result.limits().isEmpty() ? "BREAKS_NOTHING" : "UNKNOWN");
        Map<String, Object> bounds = new LinkedHashMap<>();
        bounds.put("devices", devices);
        bounds.put("devicesWithSlots", Math.min(devices, Review.DEVICES_WITH_SLOTS));
        bounds.put("tasks", Review.TASKS);
        object.put("bounds", bounds);
        object.put("locks", LockCoverage.LINE);
        object.put("limits", result.limits());
        object.put("scenarios", result.counts().scenarios());
        object.put("patches", result.patches().stream().map(this::review).toList());
        object.put("whole", review(result.whole()));
        List<Object> holds = new ArrayList<>();
        result.holds()
                .forEach((family, properties) -> properties.forEach(property -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("property", property.id);
                    one.put("entryPoint", family.id());
                    one.put(
                            "anyNumberOfTasks",
                            result.certified()
                                    .getOrDefault(family, EnumSet.noneOf(Property.class))
                                    .contains(property));
                    holds.add(one);
                }));
        object.put("holds", holds);
        result.wider()
                .ifPresentOrElse(
                        wider -> object.put("widerPairs", wider(wider)),
                        () -> object.put("widerPairsNotAsked", result.whyNotWider()));
        return object;
    }

    private static Map<String, Object> wider(WiderPairs wider) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("devices", wider.devices());
        object.put("devicesWithSlots", wider.devicesWithSlots());
        object.put("asked", wider.pairs());
        if (wider.around() != null) {
            object.put("around", wider.around().id);
        }
        object.put("breaks", pairs(wider.anew()));
        object.put("mends", pairs(wider.mended()));
        object.put("stays", wider.stay());
        return object;
    }

    private static List<Object> pairs(List<WiderPairs.Deadlock> deadlocks) {
        List<Object> pairs = new ArrayList<>();
        for (WiderPairs.Deadlock deadlock : deadlocks) {
            CounterexampleRun run = deadlock.run();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put(
                    "functions",
                    List.of(deadlock.pair().one().kernelName, deadlock.pair().other().kernelName));
            object.put("topology", deadlock.answer().tree());
            object.put("tasks", run.scenario().tasks);
            object.put("steps", run.run().steps().size());
            putRun(object, run, Property.NO_DEADLOCK);
            pairs.add(object);
        }
        return pairs;
    }

    private static void putRun(Map<String, Object> object, CounterexampleRun run, Property property) {
        object.put("devices", TraceJson.devices(run.scenario(), List.of(run.run())));
        object.put("trace", TraceJson.run(run.scenario(), run.run(), EnumSet.of(property)));
    }

    private Map<String, Object> review(PatchReview review) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("before", review.before().name());
        object.put("after", review.after().name());
        review.patch().ifPresent(patch -> {
            object.put("subject", patch.subject());
            object.put("author", patch.author());
            object.put("messageId", patch.letter().map(Patch.Letter::id).orElse(""));
        });
        object.put("changesLocking", !review.changed().isEmpty());
        object.put("changed", review.changed().stream().map(JsonReport::change).toList());
        object.put("notChecked", review.outOfReach());
        object.put("breaks", findings(review, PropertyChange.Kind.BREAKS_ANEW));
        object.put("mends", findings(review, PropertyChange.Kind.MENDS));
        object.put("stays", findings(review, PropertyChange.Kind.STAYS_BROKEN));
        object.put("comesToLight", findings(review, PropertyChange.Kind.COMES_TO_LIGHT));
        object.put("reported", findings(review, PropertyChange.Kind.REPORTED_ANEW));
        object.put("gone", findings(review, PropertyChange.Kind.GONE));
        return object;
    }

    private static Map<String, Object> change(Comparison.Change change) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("function", change.function());
        object.put("wasThere", change.wasThere());
        object.put("isThere", change.isThere());
        if (change.topology() != null) {
            object.put("topology", change.topology().notation);
            object.put("argument", change.argument());
        }
        return object;
    }

    private static List<Object> findings(PatchReview review, PropertyChange.Kind kind) {
        List<Object> findings = new ArrayList<>();
        for (PropertyChange finding : review.findings(kind)) {
            CounterexampleRun example = review.run(finding);
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("property", finding.property().id);
            object.put("entryPoint", finding.family().id());
            object.put("topology", finding.example().topology());
            object.put("tasks", finding.example().tasks());
            object.put("steps", finding.example().steps());
            object.put("partly", finding.partly());
            review.place(finding).ifPresent(place -> {
                object.put("file", place.path());
                object.put("patchLine", place.line().number());
                object.put("diffLine", place.line().marked());
            });
            putRun(object, example, finding.property());
            findings.add(object);
        }
        return findings;
    }
}
