package pcilock.checks.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.explorer.ExplorerEngine;
import pcilock.checks.proof.Finding;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;

/**
 * All claims, asked of the explorer alone: what has to notice every change of the locking code. PIT runs it with one change at a time.
 * By itself it would tell nothing that {@code ProofsIT} does not, so Maven's tests leave it out.
 */
class EveryClaim {
    /** Far beyond what any claim needs; locking code that was changed may have more states than fit anywhere. */
    private static final long MOST_STATES = 2_000_000;

    private static final long MOST_BYTES = 300_000_000;

    static List<NamedClaim> claims() {
        return Claims.all();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void isAnsweredAsExpected(NamedClaim claim) {
        Finding finding = Finding.of(claim, new ExplorerEngine(MOST_STATES, MOST_BYTES).explore(claim.scenario()));

        assertThat(finding.surprises(claim)).isEmpty();
    }
}
