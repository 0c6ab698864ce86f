package pcilock.checks.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pcilock.checks.patch.Patch;
import pcilock.checks.sweep.Counterexample;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** A review as text for a person. */
public final class PlainReport {
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
        text.append(verdict()).append('\n');
        for (PatchReview review : result.patches()) {
            review(review, title(review));
        }
        if (result.patches().size() > 1) {
            review(result.whole(), "All " + result.patches().size() + " patches together");
        }
        result.wider().ifPresent(this::wider);
        holds();
        text.append("\nBounds: ").append(Sentences.bounds(devices)).append(".\n");
        text.append("Of what stays broken the smallest run was compared, with slots and without, and no larger one.\n");
        text.append(LockCoverage.SENTENCE).append('\n');
        text.append(Sentences.wider(result)).append('\n');
        result.limits().forEach(limit -> text.append("UNKNOWN: ").append(limit).append('\n'));
        return text.toString();
    }

    private String verdict() {
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
        text.append("\nWith hot-plug, AER, DPC, removal, rescan, SR-IOV and drivers\n");
        if (wider.anew().isEmpty() && wider.mended().isEmpty()) {
            text.append("  No two deadlock that did not before, and none is mended.\n");
        }
        pairs("Deadlock anew", wider.anew());
        pairs("No longer deadlock", wider.mended());
        if (wider.stay() > 0) {
            text.append("  Deadlock as before: ").append(wider.stay()).append(" pairs.\n");
        }
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

    private static String title(PatchReview review) {
        return review.patch()
                .map(Patch::name)
                .map(Sentences::capitalized)
                .orElse(review.before().name() + " to " + review.after().name());
    }

    private void review(PatchReview review, String title) {
        text.append('\n').append(title).append('\n');
        if (review.changed().isEmpty()) {
            text.append("  ").append(Sentences.nothingChanges(review)).append('\n');
        } else {
            text.append("  Behaves in another way: ")
                    .append(String.join(", ", Sentences.functions(review)))
                    .append('\n');
            text.append("  The other ")
                    .append(review.compared() - review.changed().size())
                    .append(" functions behave as before.\n");
        }
        Sentences.notChecked(review)
                .forEach(sentence -> text.append("  ").append(sentence).append('\n'));
        section(review, Finding.Kind.BREAKS_ANEW, "Breaks anew", true);
        section(review, Finding.Kind.MENDS, "Mends", true);
        section(review, Finding.Kind.COMES_TO_LIGHT, "Comes to light, since before the same tasks deadlock", false);
        section(
                review,
                Finding.Kind.REPORTED_ANEW,
                "Is told of by a warning or by lockdep, which was not there before",
                false);
        section(review, Finding.Kind.GONE, "Is not there any more, and was broken", false);
        section(review, Finding.Kind.STAYS_BROKEN, "Stays broken", false);
    }

    /** What the same tasks break stands together. */
    private void section(PatchReview review, Finding.Kind kind, String title, boolean withRuns) {
        Map<Object, List<Finding>> groups = groups(review.findings(kind));
        if (groups.isEmpty()) {
            return;
        }
        text.append("  ").append(title).append(withRuns ? ":\n" : ", by runs that --json and --html have:\n");
        groups.values().forEach(group -> {
            Finding first = group.get(0);
            Counterexample example = first.example();
            text.append("    ")
                    .append(group.stream()
                            .map(finding -> finding.property().id)
                            .distinct()
                            .collect(Collectors.joining(", ")))
                    .append(" in ")
                    .append(first.family().id())
                    .append("(): ")
                    .append(example.topology())
                    .append(' ')
                    .append(String.join(", ", example.tasks()))
                    .append(", ")
                    .append(example.steps())
                    .append(" steps")
                    .append(partly(first))
                    .append('\n');
            if (withRuns) {
                run(new CompactRun(review.run(first), first.property()));
            }
        });
    }

    private static String partly(Finding finding) {
        if (!finding.partly()) {
            return "";
        }
        return switch (finding.kind()) {
            case MENDS -> "; other tasks break it still, see below";
            case BREAKS_ANEW -> "; broken before as well, but not by these tasks";
            default -> "";
        };
    }

    /** By what runs, and at which entry point. */
    public static Map<Object, List<Finding>> groups(List<Finding> findings) {
        Map<Object, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
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
        text.append("\nHolds at the entry points that change\n");
        result.holds().forEach((family, properties) -> {
            Set<Property> certified = result.certified().getOrDefault(family, Set.of());
            text.append("  ").append(family.id()).append("(): ");
            text.append(properties.stream()
                    .map(property -> property.id + (certified.contains(property) ? "*" : ""))
                    .collect(Collectors.joining(", ")));
            text.append('\n');
        });
        text.append("  * for any number of tasks, by a certificate on each of these trees\n");
    }
}
