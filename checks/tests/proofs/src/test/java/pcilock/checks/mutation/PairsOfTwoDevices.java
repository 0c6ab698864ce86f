package pcilock.checks.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.model.revision.Revision;

/**
 * Who deadlocks with whom in each release on small trees, by which runs: the third that is asked of each change, and the one that knows the
 * wider locks on more than the machines of the claims.
 */
class PairsOfTwoDevices {
    private static final int DEVICES = 2;

    /** Far beyond what any pair needs. */
    private static final long MOST_STATES = 200_000;

    static List<Revision> releases() {
        return DeadlockPairs.RELEASES;
    }

    @ParameterizedTest
    @MethodSource("releases")
    void areThoseOfTheUnchangedCode(Revision revision) throws IOException {
        assertThat(pairs(revision)).isEqualTo(UnchangedCode.pairs(revision));
    }

    /** A line for each pair. */
    static String pairs(Revision revision) {
        StringBuilder found = new StringBuilder();
        for (Map.Entry<Pair, Answer> asked : new DeadlockPairs(List.of(DeadlockPairs.Code.of(revision)), MOST_STATES)
                .upTo(DEVICES)
                .get(0)
                .entrySet()) {
            Answer answer = asked.getValue();
            found.append(asked.getKey()).append(": ");
            if (answer.isRefuted()) {
                found.append(answer.tree())
                        .append(' ')
                        .append(answer.scenario().tasks)
                        .append(' ')
                        .append(answer.deadlock().steps().size())
                        .append(" steps");
            } else {
                found.append(answer.isProved() ? "none" : answer.stopped());
            }
            found.append('\n');
        }
        return found.toString();
    }
}
