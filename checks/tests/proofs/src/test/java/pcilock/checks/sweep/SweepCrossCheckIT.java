package pcilock.checks.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.certificate.Certificate;
import pcilock.checks.certificate.Certifier;
import pcilock.checks.explorer.ScenarioSearch;
import pcilock.checks.tree.TaskFamily;
import pcilock.checks.tree.Tree;
import pcilock.model.revision.Revision;
import pcilock.specs.claim.Answer;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;

/** The sweep against the seeded faults and against the certificates. */
class SweepCrossCheckIT {
    static Stream<Fault> faults() {
        return Stream.of(Fault.values()).filter(fault -> fault.code != null && !fault.isVariant() && !fault.isWider());
    }

    /** With slots and without: what slots break of themselves in a revision would hide what a fault adds. */
    @ParameterizedTest
    @MethodSource("faults")
    void everyFaultOfTheLocksIsFoundWithoutAHint(Fault fault) {
        Set<Property> claimed = EnumSet.noneOf(Property.class);
        Set<Revision> changed = EnumSet.noneOf(Revision.class);
        for (NamedClaim claim : Claims.all()) {
            if (claim.claim().fault() == fault) {
                claimed.addAll(List.of(claim.claim().breaks()));
                changed.add(claim.claim().revision());
            }
        }

        Set<Property> found = EnumSet.noneOf(Property.class);
        for (Revision revision : changed) {
            for (int slots : List.of(0, 3)) {
                Set<Cell> clean =
                        faultSweep(revision, Fault.NONE, slots).refuted().keySet();
                Set<Cell> faulty = new HashSet<>(
                        faultSweep(revision, fault, slots).refuted().keySet());
                faulty.removeAll(clean);
                faulty.forEach(cell -> found.add(cell.property()));
            }
        }

        assertThat(found).containsAnyElementsOf(claimed);
    }

    private static SweepFindings faultSweep(Revision revision, Fault fault, int slots) {
        return Sweep.run(new SweepBounds(List.of(revision), fault, TaskFamily.all(), 4, 3, slots, 2, true));
    }

    @Tag("comparison")
    @ParameterizedTest
    @EnumSource(Revision.class)
    void whatIsCertifiedForAnyNumberOfTasksIsNeverRefuted(Revision revision) {
        SweepBounds bounds = new SweepBounds(List.of(revision), Fault.NONE, TaskFamily.all(), 4, 4, 4, 2, false);
        Programs programs = new Programs(bounds);
        int certified = 0;
        for (Tree tree : bounds.trees()) {
            Certificate certificate = Certifier.certify(revision, tree.notation);
            TreeResult result =
                    TreeSweep.of(bounds, programs, new SweepFindings(bounds), new ScenarioSearch(1_000_000), tree, 0);
            for (Property property : Property.values()) {
                for (TaskFamily family : TaskFamily.all()) {
                    if (certificate.answer(property, family) == Answer.PROVED) {
                        certified++;
                        assertThat(result.refuted()).doesNotContainKey(new Cell(revision, property, family));
                    }
                }
            }
        }
        assertThat(certified).isPositive();
    }
}
