package pcilock.checks.review;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pcilock.checks.linux.Comparison;
import pcilock.checks.tree.TaskFamily;
import pcilock.specs.property.LockCoverage;
import pcilock.specs.property.Property;

/** What is said in the same words in the text, the mail and the page. */
final class Sentences {
    private static final int NAMED = 3;

    private Sentences() {}

    /** Within which bounds an answer stands. */
    static String bounds(int devices) {
        return "every interleaving of up to " + Review.TASKS + " tasks on every PCI tree of up to " + devices
                + " devices (with hot-plug slots, of up to " + Math.min(devices, Review.DEVICES_WITH_SLOTS) + ")";
    }

    /** Which locks it is about. */
    static String locks() {
        return "The locks that this is about are " + LockCoverage.COVERED + "; it does not cover "
                + LockCoverage.NOT_COVERED + ".";
    }

    static String capitalized(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A few, and how many more. */
    static String some(List<String> names) {
        int more = names.size() - NAMED;
        if (more > 1) {
            return names.stream().limit(NAMED).collect(Collectors.joining(", ")) + " and " + more + " more";
        }
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** Functions that behave in another way. */
    static List<String> functions(PatchReview review) {
        return review.changed().stream().map(Sentences::function).toList();
    }

    private static String function(Comparison.Change change) {
        String name = change.function() + "()";
        return change.wasThere() ? change.isThere() ? name : name + ", which is gone" : name + ", which is new";
    }

    /** Such as {@code no-deadlock in pci_reset_bus() and vmd_probe() with a slot}, a property each. */
    static List<String> what(List<PropertyChange> findings) {
        return what(findings, finding -> false);
    }

    /** The same without what was told before. */
    static List<String> what(List<PropertyChange> findings, Predicate<PropertyChange> isTold) {
        Map<Property, Set<String>> places = new EnumMap<>(Property.class);
        Set<TaskFamily> deadlocked = findings.stream()
                .filter(finding -> finding.property() == Property.NO_DEADLOCK)
                .map(PropertyChange::family)
                .collect(Collectors.toSet());
        List<PropertyChange> left = findings.stream().filter(isTold.negate()).toList();
        for (PropertyChange finding : left) {
            if (finding.property() == Property.EVERY_TASK_ENDS && deadlocked.contains(finding.family())) {
                // A task that waits for ever does not end, which goes without saying.
                continue;
            }
            boolean onlyWithSlot = left.stream()
                    .filter(other -> other.property() == finding.property()
                            && other.family().equals(finding.family()))
                    .allMatch(other -> other.example().topology().indexOf('[') >= 0);
            places.computeIfAbsent(finding.property(), unused -> new LinkedHashSet<>())
                    .add(finding.family().id() + "()" + (onlyWithSlot ? " with a slot" : ""));
        }
        List<String> what = new ArrayList<>();
        places.forEach((property, families) -> what.add(property.id + " in " + some(List.copyOf(families))));
        return what;
    }

    /** That nothing changes; only to be said where nothing does. */
    static String nothingChanges(PatchReview review) {
        Set<String> leftOut = widerLocksTaken(review);
        return (leftOut.isEmpty()
                        ? "No change of locking"
                        : "Where no task takes the wider locks, so that " + String.join(" and ", leftOut)
                                + " is left out, no change of locking")
                + ": all " + review.compared()
                + " functions that were compared behave as before, for each argument on every tree of up to "
                + Comparison.DEVICES + " devices"
                + (review.isSame() ? ", and all that the entry points come to is the same code." : ".");
    }

    /** Whether entry points were asked about that take wider locks, and if not, why. */
    static String wider(ReviewResult result) {
        return result.wider()
                .map(wider -> capitalized(wider.bounds()) + ", were asked about as well, with these locks.")
                .orElseGet(() ->
                        "Entry points that take the wider locks (hot-plug, AER, DPC, removal, rescan, SR-IOV, drivers)"
                                + " were not asked about, since "
                                + result.whyNotWider() + ".");
    }

    /** The wider locks that the code before or after takes itself. */
    static Set<String> widerLocksTaken(PatchReview review) {
        return Stream.of(review.before(), review.after())
                .filter(code -> code.linux() != null)
                .flatMap(code -> code.linux().widerLocksTaken().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is not checked of a change; empty where all is. */
    static List<String> notChecked(PatchReview review) {
        List<String> sentences = new ArrayList<>();
        if (!review.outOfReach().isEmpty()) {
            sentences.add("Not checked, since no entry point that is known here comes to "
                    + (review.outOfReach().size() == 1 ? "it" : "them") + ": "
                    + String.join(", ", review.outOfReach())
                    + "; see \"pcilock entry-points\".");
        }
        return sentences;
    }
}
