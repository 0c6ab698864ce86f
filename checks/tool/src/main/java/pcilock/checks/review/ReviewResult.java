package pcilock.checks.review;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pcilock.checks.sweep.Counts;
import pcilock.checks.tree.TaskFamily;
import pcilock.specs.property.Property;

/**
 * What a review came to.
 *
 * @param patches one after the other
 * @param whole the last state beside the first; the only patch where there is one
 * @param holds of the last state the properties that were put to the test and hold within the bounds, by entry point; empty where
 *     nothing changes
 * @param certified those of them that hold for any number of tasks on each of these trees
 * @param wider what becomes of entry points that take the wider locks; nothing where they were not asked about
 * @param whyNotWider why they were not; empty where they were
 * @param limits what kept the review from its end, a sentence each; empty where nothing did
 * @param counts how much was explored
 */
public record ReviewResult(
        List<PatchReview> patches,
        PatchReview whole,
        Map<TaskFamily, Set<Property>> holds,
        Map<TaskFamily, Set<Property>> certified,
        Optional<WiderPairs> wider,
        String whyNotWider,
        List<String> limits,
        Counts counts) {
    /** Whether some patch breaks something anew, though a later one may mend it. */
    public boolean breaks() {
        return breaksAtTheEnd() || patches.stream().anyMatch(PatchReview::breaks);
    }

    /** Whether something is broken after the last patch that was not before the first. */
    boolean breaksAtTheEnd() {
        return whole.breaks() || wider.map(WiderPairs::breaks).orElse(false);
    }
}
