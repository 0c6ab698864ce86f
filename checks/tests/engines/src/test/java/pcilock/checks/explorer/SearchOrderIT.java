package pcilock.checks.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.Exploration;
import pcilock.specs.claim.Claims;
import pcilock.specs.claim.NamedClaim;

/** Every claim, depth first. */
@Tag("comparison")
class SearchOrderIT {
    static List<NamedClaim> claims() {
        return Claims.all();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void depthFirstAnswersEveryClaimAsBreadthFirstDoes(NamedClaim claim) {
        Exploration breadthFirst = new ExplorerEngine().explore(claim.scenario());
        Exploration depthFirst =
                new ExplorerEngine(Long.MAX_VALUE, Long.MAX_VALUE, SearchOrder.DEPTH_FIRST).explore(claim.scenario());

        assertThat(depthFirst.complete()).isTrue();
        assertThat(depthFirst.explored()).isEqualTo(breadthFirst.explored());
        assertThat(depthFirst.seen()).isEqualTo(breadthFirst.seen());
        assertThat(depthFirst.broken().keySet()).isEqualTo(breadthFirst.broken().keySet());
        assertThat(depthFirst.answer(claim.asks())).isEqualTo(breadthFirst.answer(claim.asks()));
    }
}
