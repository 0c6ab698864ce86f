package pcilock.checks.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pcilock.checks.patch.Patch;
import pcilock.checks.tree.TaskFamily;
import pcilock.model.revision.Revision;
import pcilock.specs.property.Property;

class ReviewIT {
    private static ReviewResult review(int devices, Duration time, Revision... revisions) {
        List<ReviewedCode> states = new ArrayList<>();
        for (Revision revision : revisions) {
            states.add(new ReviewedCode(revision.id, revision.code, revision::has, null, null, Map.of()));
        }
        List<Optional<Patch>> patches = Collections.nCopies(states.size() - 1, Optional.empty());
        return new Review(states, patches, TaskFamily.all(), devices, System.nanoTime() + time.toNanos())
                .run((done, all, last, counts) -> {});
    }

    private static ReviewResult review(Revision... revisions) {
        return review(2, Duration.ofHours(1), revisions);
    }

    private static boolean deadlocks(List<PropertyChange> findings, String family) {
        return findings.stream()
                .anyMatch(finding -> finding.property() == Property.NO_DEADLOCK
                        && finding.family().id().equals(family));
    }

    @Test
    void patch3BreaksWhatTheMergedPatchMends() {
        ReviewResult result = review(Revision.PATCH_2, Revision.PATCH_3, Revision.LINUX_6_11);
        PatchReview patch3 = result.patches().get(0);
        PatchReview merged = result.patches().get(1);

        assertThat(result.breaks()).isTrue();
        assertThat(deadlocks(patch3.findings(PropertyChange.Kind.BREAKS_ANEW), "pci_bus_error_reset"))
                .isTrue();
        assertThat(deadlocks(merged.findings(PropertyChange.Kind.MENDS), "pci_bus_error_reset"))
                .isTrue();
        assertThat(deadlocks(merged.findings(PropertyChange.Kind.BREAKS_ANEW), "pci_bus_error_reset"))
                .isFalse();
        assertThat(deadlocks(result.whole().findings(PropertyChange.Kind.BREAKS_ANEW), "pci_bus_error_reset"))
                .isFalse();
    }

    @Test
    void whatKeithBuschsDiffLeavesIsInTheTrylock() {
        PatchReview review = review(Revision.PATCH_3, Revision.KEITH_BUSCH).whole();

        assertThat(review.breaks()).isFalse();
        assertThat(deadlocks(review.findings(PropertyChange.Kind.MENDS), "pci_bus_error_reset"))
                .as("the bus")
                .isTrue();
        assertThat(deadlocks(review.findings(PropertyChange.Kind.STAYS_BROKEN), "pci_bus_error_reset"))
                .as("the slot")
                .isTrue();
        assertThat(deadlocks(review.findings(PropertyChange.Kind.STAYS_BROKEN), "pci_reset_bus"))
                .as("the trylock")
                .isTrue();
        assertThat(review.first(review.leftOfMended()).run().function()).isEqualTo("pci_bus_trylock");
    }

    @Test
    void aWarningThatIsNewBreaksNothing() {
        PatchReview review = review(Revision.LINUX_6_9, Revision.PATCH_2).whole();

        assertThat(review.findings(PropertyChange.Kind.REPORTED_ANEW))
                .anySatisfy(finding -> assertThat(finding.property()).isEqualTo(Property.NO_UNLOCKED_RESET_WARNING));
        assertThat(review.findings(PropertyChange.Kind.BREAKS_ANEW))
                .noneSatisfy(finding -> assertThat(finding.property()).isEqualTo(Property.NO_UNLOCKED_RESET_WARNING));
    }

    @Test
    void everyRunOfAFindingBreaksItsProperty() {
        PatchReview review = review(Revision.PATCH_2, Revision.PATCH_3).whole();

        for (PropertyChange.Kind kind : PropertyChange.Kind.values()) {
            for (PropertyChange finding : review.findings(kind)) {
                assertThat(review.run(finding).run().broken()).contains(finding.property());
                assertThat(review.otherRun(finding).isPresent())
                        .as(finding.toString())
                        .isEqualTo(kind == PropertyChange.Kind.STAYS_BROKEN);
            }
        }
    }

    @Test
    void aLimitOfTimeIsToldAndNothingIsSaidToHold() {
        ReviewResult result = review(3, Duration.ZERO, Revision.LINUX_6_13, Revision.LINUX_7_1);

        assertThat(result.limits())
                .anySatisfy(limit -> assertThat(limit).startsWith("the limit of time was reached after "));
        assertThat(result.holds()).isEmpty();
        assertThat(result.certified()).isEmpty();
    }

    @Test
    void whatHoldsForAnyNumberOfTasksIsTold() {
        ReviewResult result = review(Revision.COMMIT_1F5E57C622B4, Revision.LINUX_7_1);

        assertThat(result.limits()).isEmpty();
        assertThat(result.certified()).isNotEmpty();
        result.certified()
                .forEach((family, properties) ->
                        assertThat(result.holds().get(family)).containsAll(properties));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P() | bridge P",
                "P(E) | bridge P with device E below it",
                "P(U(E),F) | bridge P with (bridge U with device E below it) and device F below it",
                "P([E],F) | bridge P with device F below it, and with device E in its hot-plug slot",
                "P([]) | bridge P with an empty hot-plug slot",
                "P(E),VMD | bridge P with device E below it"
            })
    void aTreeIsToldInWords(String notation, String words) {
        assertThat(TreeWords.of(notation)).isEqualTo(words);
    }
}
