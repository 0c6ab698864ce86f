package pcilock.checks.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.patch.Patch;
import pcilock.checks.sweep.Counterexample;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** A review as text for a person. */
public final class PlainReport {
    static final String WIDER = "With hot-plug, AER, DPC, removal, rescan, SR-IOV and drivers";
    static final String NONE_OF_WIDER = "No two deadlock that did not before, and none is mended.";
    static final String HOLDS = "Holds at the entry points that change";
    static final String ANEW = "Deadlock anew";
    static final String NO_LONGER = "No longer deadlock";

    /** In which order what becomes of properties is told. */
    static final List<PropertyChange.Kind> SECTIONS = List.of(
            PropertyChange.Kind.BREAKS_ANEW,
            PropertyChange.Kind.MENDS,
            PropertyChange.Kind.COMES_TO_LIGHT,
            PropertyChange.Kind.REPORTED_ANEW,
            PropertyChange.Kind.GONE,
            PropertyChange.Kind.STAYS_BROKEN);

    private static final int LINES_OF_A_RUN = 14;

    private final ReviewResult result;
    private final int devices;
    private final StringBuilder text = new StringBuilder();

    /** @param devices the most devices of a tree */
    public PlainReport(ReviewResult result, int devices) {
        this.result = result;
        this.devices = devices;
    }

    /** The text; ends with a line break. */
    public String text() {
        text.append(verdict(result)).append('\n');
        for (PatchReview review : result.patches()) {
            review(review, title(review));
        }
        if (result.patches().size() > 1) {
            review(result.whole(), titleOfAll(result));
        }
        result.wider().ifPresent(this::wider);
        holds();
        text.append('\n');
        bounds(result, devices).forEach(sentence -> text.append(sentence).append('\n'));
        return text.toString();
    }

    /** Within which bounds the answers stand, and what kept them from their end. */
    static List<String> bounds(ReviewResult result, int devices) {
        List<String> sentences = new ArrayList<>(List.of(
                "Bounds: " + Sentences.bounds(devices) + ".",
                "Of what stays broken the smallest run was compared, with slots and without, and no larger one.",
                LockCoverage.SENTENCE,
                Sentences.wider(result)));
        result.limits().forEach(limit -> sentences.add("UNKNOWN: " + limit));
        return sentences;
    }

    static String verdict(ReviewResult result) {
        if (result.breaks()) {
            return result.breaksAtTheEnd()
                    ? "Something breaks anew."
                    : "A patch breaks something anew, and a later one mends it.";
        }
        if (!result.limits().isEmpty()) {
            return "UNKNOWN: a limit was reached, and nothing was found to break anew.";
        }
        boolean mends = result.wider().map(wider -> !wider.mended().isEmpty()).orElse(false);
        return !mends
                        && result.patches().stream()
                                .allMatch(review -> review.changed().isEmpty()
                                        && Sentences.widerLocksTaken(review).isEmpty())
                ? "No change of locking."
                : "Nothing breaks anew.";
    }

    private void wider(WiderPairs wider) {
        text.append('\n').append(WIDER).append('\n');
        if (wider.anew().isEmpty() && wider.mended().isEmpty()) {
            text.append("  ").append(NONE_OF_WIDER).append('\n');
        }
        pairs(ANEW, wider.anew());
        pairs(NO_LONGER, wider.mended());
        asBefore(wider).ifPresent(words -> text.append("  ").append(words).append('\n'));
    }

    static Optional<String> asBefore(WiderPairs wider) {
        return Optional.of("Deadlock as before: " + wider.stay() + " pairs.").filter(words -> wider.stay() > 0);
    }

    private void pairs(String title, List<WiderPairs.Deadlock> deadlocks) {
        if (deadlocks.isEmpty()) {
            return;
        }
        text.append("  ").append(title).append(":\n");
        for (WiderPairs.Deadlock deadlock : deadlocks) {
            text.append("    ")
                    .append(deadlock.pair())
                    .append(" on ")
                    .append(deadlock.answer().tree())
                    .append('\n');
            run(new CompactRun(deadlock.run(), Property.NO_DEADLOCK));
        }
    }

    private void run(CompactRun run) {
        text.append("      ").append(run.words()).append('\n');
        run.lines(LINES_OF_A_RUN)
                .forEach(line -> text.append("      ").append(line).append('\n'));
    }

    static String titleOfAll(ReviewResult result) {
        return "All " + result.patches().size() + " patches together";
    }

    static String title(PatchReview review) {
        return review.patch()
                .map(Patch::name)
                .map(Sentences::capitalized)
                .orElse(review.before().name() + " to " + review.after().name());
    }

    private void review(PatchReview review, String title) {
        text.append('\n').append(title).append('\n');
        behaviour(review).forEach(sentence -> text.append("  ").append(sentence).append('\n'));
        for (PropertyChange.Kind kind : SECTIONS) {
            section(review, kind, kind == PropertyChange.Kind.BREAKS_ANEW || kind == PropertyChange.Kind.MENDS);
        }
    }

    /** Which functions change, and what of them is not checked. */
    static List<String> behaviour(PatchReview review) {
        List<String> sentences = new ArrayList<>();
        if (review.changed().isEmpty()) {
            sentences.add(Sentences.nothingChanges(review));
        } else {
            sentences.add("Behaves in another way: " + String.join(", ", Sentences.functions(review)));
            sentences.add(
                    "The other " + (review.compared() - review.changed().size()) + " functions behave as before.");
        }
        sentences.addAll(Sentences.notChecked(review));
        return sentences;
    }

    static String title(PropertyChange.Kind kind) {
        return switch (kind) {
            case BREAKS_ANEW -> "Breaks anew";
            case MENDS -> "Mends";
            case COMES_TO_LIGHT -> "Comes to light, since before the same tasks deadlock";
            case REPORTED_ANEW -> "Is told of by a warning or by lockdep, which was not there before";
            case GONE -> "Is not there any more, and was broken";
            case STAYS_BROKEN -> "Stays broken";
        };
    }

    /** What the same tasks break stands together. */
    private void section(PatchReview review, PropertyChange.Kind kind, boolean withRuns) {
        Map<Object, List<PropertyChange>> groups = groups(review.findings(kind));
        if (groups.isEmpty()) {
            return;
        }
        text.append("  ").append(title(kind)).append(withRuns ? ":\n" : ", by runs that --json and --html have:\n");
        groups.values().forEach(group -> {
            PropertyChange first = group.get(0);
            Counterexample example = first.example();
            text.append("    ")
                    .append(what(group))
                    .append(": ")
                    .append(example.topology())
                    .append(' ')
                    .append(String.join(", ", example.tasks()))
                    .append(", ")
                    .append(example.steps())
                    .append(" steps")
                    .append(partly(first).isEmpty() ? "" : "; " + partly(first))
                    .append('\n');
            if (withRuns) {
                run(new CompactRun(review.run(first), first.property()));
            }
        });
    }

    /** The properties of a group and its entry point. */
    static String what(List<PropertyChange> group) {
        return group.stream().map(finding -> finding.property().id).distinct().collect(Collectors.joining(", "))
                + " in " + group.get(0).family().id() + "()";
    }

    /** What else there is to be known of a finding; empty for nothing. */
    static String partly(PropertyChange finding) {
        if (!finding.partly()) {
            return "";
        }
        return switch (finding.kind()) {
            case MENDS -> "other tasks break it still, see below";
            case BREAKS_ANEW -> "broken before as well, but not by these tasks";
            default -> "";
        };
    }

    /** By what runs, and at which entry point. */
    static Map<Object, List<PropertyChange>> groups(List<PropertyChange> findings) {
        Map<Object, List<PropertyChange>> groups = new LinkedHashMap<>();
        for (PropertyChange finding : findings) {
            Counterexample example = finding.example();
            groups.computeIfAbsent(
                            List.of(
                                    finding.family(),
                                    example.topology(),
                                    example.tasks(),
                                    example.steps(),
                                    finding.partly()),
                            unused -> new ArrayList<>())
                    .add(finding);
        }
        return groups;
    }

    private void holds() {
        if (result.holds().isEmpty()) {
            return;
        }
        text.append('\n').append(HOLDS).append('\n');
        holds(result).forEach(sentence -> text.append("  ").append(sentence).append('\n'));
    }

    /** What holds at the entry points that change; empty for nothing. */
    static List<String> holds(ReviewResult result) {
        List<String> sentences = new ArrayList<>();
        result.holds().forEach((family, properties) -> {
            Set<Property> certified = result.certified().getOrDefault(family, Set.of());
            sentences.add(properties.stream()
                    .map(property -> property.id + (certified.contains(property) ? "*" : ""))
                    .collect(Collectors.joining(", ", family.id() + "(): ", "")));
        });
        if (!sentences.isEmpty()) {
            sentences.add("* for any number of tasks, by a certificate on each of these trees");
        }
        return sentences;
    }
}
