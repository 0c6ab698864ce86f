package pcilock.specs.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Journal;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Machine;

class ClaimsTest {
    static Iterable<NamedClaim> claims() {
        return Claims.all();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimIsNamedBySubjectNumberAndMatter(NamedClaim claim) {
        assertThat(claim.name()).matches("[A-Z][A-Za-z0-9]*_[0-9]{2}_[A-Z][A-Za-z0-9]*");
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimNamesWhatBreaksExactlyWhenItExpectsARefutation(NamedClaim claim) {
        assertThat(claim.claim().expected()).isNotEqualTo(Answer.UNKNOWN);
        assertThat(claim.breaks().isEmpty()).isEqualTo(claim.claim().expected() == Answer.PROVED);
        assertThat(claim.asks()).containsAll(claim.breaks());
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimDescribesAMachineThatCanBeBuilt(NamedClaim claim) {
        assertThat(new Machine(claim.scenario(), new Journal()).code)
                .hasSize(claim.claim().tasks().length);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void onlyThreeTasksAreTooMuchForLincheck(NamedClaim claim) {
        assertThat(claim.claim().notForLincheck().isEmpty() || claim.claim().tasks().length > 2)
                .isTrue();
    }

    @Test
    void theNumbersOfASubjectRunFromOneWithoutGaps() {
        String subject = "";
        int number = 0;
        for (NamedClaim claim : Claims.all()) {
            String[] parts = claim.name().split("_", -1);
            number = parts[0].equals(subject) ? number + 1 : 1;
            subject = parts[0];
            assertThat(Integer.parseInt(parts[1])).as(claim.name()).isEqualTo(number);
        }
    }

    @Test
    void everyRevisionAndEveryFaultIsAskedAbout() {
        Set<Revision> revisions = EnumSet.noneOf(Revision.class);
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (NamedClaim claim : Claims.all()) {
            revisions.add(claim.claim().revision());
            faults.add(claim.claim().fault());
        }

        assertThat(revisions).containsExactlyInAnyOrder(Revision.values());
        assertThat(faults).containsExactlyInAnyOrder(Fault.values());
    }

    @Test
    void everyPropertyIsBrokenInSomeClaim() {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        Claims.all().forEach(claim -> broken.addAll(claim.breaks()));

        assertThat(broken).containsExactlyInAnyOrder(Property.values());
    }
}
