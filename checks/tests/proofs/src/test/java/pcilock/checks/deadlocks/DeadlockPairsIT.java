package pcilock.checks.deadlocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.model.pci.EntryPoint;
import pcilock.model.revision.Revision;

/** Who deadlocks with whom, asked of several codes at once. */
class DeadlockPairsIT {
    private static final int DEVICES = 2;
    private static final long MAX_STATES = 1_000_000;
    private static final List<Code> CODES = List.of(
            Code.of(Revision.LINUX_6_9),
            Code.of(Revision.PATCH_3),
            Code.of(Revision.LINUX_6_18),
            Code.of(Revision.LINUX_7_1));

    private static Map<Pair, String> words(Map<Pair, Answer> answers) {
        Map<Pair, String> words = new TreeMap<>();
        answers.forEach((pair, answer) -> words.put(
                pair,
                answer.isRefuted()
                        ? answer.scenario().topology + " " + answer.scenario().tasks + " "
                                + answer.deadlock().plainSteps()
                        : answer.toString()));
        return words;
    }

    @Test
    void codesThatAreAskedTogetherAreAnsweredAsEachAlone() {
        List<Map<Pair, Answer>> together = new DeadlockPairs(CODES, MAX_STATES).upTo(DEVICES);

        for (int code = 0; code < CODES.size(); code++) {
            Map<Pair, Answer> alone = new DeadlockPairs(List.of(CODES.get(code)), MAX_STATES)
                    .upTo(DEVICES)
                    .get(0);
            assertThat(words(together.get(code))).isEqualTo(words(alone));
        }
    }

    @Test
    void whatIsAskedAfterTheLimitOfTimeIsNotKnown() {
        Map<Pair, Answer> answers = new DeadlockPairs(CODES.subList(0, 1), MAX_STATES, () -> true)
                .upTo(DEVICES)
                .get(0);

        assertThat(answers.values()).isNotEmpty().allSatisfy(answer -> assertThat(answer.stopped())
                .isEqualTo("the limit of time was reached"));
    }

    @Test
    void aLimitOfStatesLeavesAPairUnknownAndTheOthersAnswered() {
        Map<Pair, Answer> answers =
                new DeadlockPairs(CODES.subList(0, 1), 30).upTo(DEVICES).get(0);

        assertThat(answers.values())
                .anySatisfy(answer -> assertThat(answer.isProved()).isTrue());
        assertThat(answers.values())
                .anySatisfy(answer -> assertThat(answer.stopped()).isNotNull());
    }

    @Test
    void aVmdEndpointIsNoDeviceOfTheTree() {
        Answer answer = new DeadlockPairs(CODES.subList(3, 4), MAX_STATES)
                .upTo(DEVICES)
                .get(0)
                .get(new Pair(EntryPoint.AER_ISR, EntryPoint.VMD_REMOVE));

        assertThat(answer.tree()).endsWith(",VMD");
        assertThat(answer.devices()).isEqualTo(1);
    }
}
