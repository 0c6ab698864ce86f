package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;
import pcilock.checks.deadlocks.ClosedCycles;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Found;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockTriples;
import pcilock.checks.deadlocks.DeadlockTriples.Triple;
import pcilock.checks.explorer.TaskProgram;
import pcilock.model.revision.Revision;

/** Asks who deadlocks with whom in each revision, and which three in each release, and compares with what is committed. */
class DeadlocksIT {
    private static final int DEVICES = 4;
    private static final int DEVICES_OF_ORDER = 3;
    private static final long MAX_STATES = 1_000_000;

    private static final Map<Revision, Map<Pair, Answer>> PAIRS = new LinkedHashMap<>();
    private static final Map<Revision, Map<Triple, Answer>> TRIPLES = new LinkedHashMap<>();
    private static final Map<Revision, ClosedCycles> ORDERS = new LinkedHashMap<>();
    private static Results results;
    private static Results committed;

    @BeforeAll
    static void ask() throws IOException {
        List<Revision> revisions = Stream.of(Revision.values())
                .filter(revision -> !TaskProgram.callsLockdep(revision.code))
                .toList();
        List<Found> found = new DeadlockPairs(revisions.stream().map(Code::of).toList(), MAX_STATES)
                .withOrder(DEVICES, DEVICES, DEVICES_OF_ORDER);
        for (int code = 0; code < found.size(); code++) {
            PAIRS.put(revisions.get(code), found.get(code).pairs());
        }
        List<Revision> releases = DeadlockPairs.RELEASES;
        List<Map<Triple, Answer>> triples = DeadlockTriples.of(
                releases.stream().map(Code::of).toList(),
                releases.stream().map(PAIRS::get).toList(),
                DEVICES,
                MAX_STATES);
        List<ClosedCycles.KnownDeadlocks> orders = new ArrayList<>();
        for (int code = 0; code < triples.size(); code++) {
            Revision release = releases.get(code);
            TRIPLES.put(release, triples.get(code));
            orders.add(new ClosedCycles.KnownDeadlocks(
                    release,
                    found.get(revisions.indexOf(release)).order(),
                    List.of(PAIRS.get(release), triples.get(code))));
        }
        List<ClosedCycles> closed = ClosedCycles.of(orders, DEVICES_OF_ORDER, MAX_STATES);
        for (int code = 0; code < closed.size(); code++) {
            ORDERS.put(releases.get(code), closed.get(code));
        }
        Path folder = Folders.ROOT.resolve("results").resolve(Results.DEADLOCKS);
        results = DeadlockResults.of(
                PAIRS,
                TRIPLES,
                ORDERS,
                new DeadlockResults.Bounds(DEVICES, DEVICES_OF_ORDER),
                Fingerprint.of(Folders.ROOT));
        committed = Results.in(folder);
        results.writeTo(Folders.TARGET.resolve("results-deadlocks"));
        Files.writeString(Folders.TARGET.resolve("deadlocks-summary.txt"), summary());
        if (Boolean.getBoolean("results.update")) {
            results.writeTo(folder);
            committed = results;
        }
    }

    private static String summary() {
        return String.format(
                "Deadlocks in %d revisions: %s; in %d releases: %s; of %d cycles in the order of locks %d closed by a run.%n",
                PAIRS.size(),
                summary("pairs of functions", PAIRS),
                TRIPLES.size(),
                summary("threes of which no two deadlock", TRIPLES),
                ORDERS.values().stream()
                        .mapToInt(order -> order.cycles().size())
                        .sum(),
                ORDERS.values().stream()
                        .mapToInt(order -> order.closed().size())
                        .sum());
    }

    private static <T> String summary(String what, Map<Revision, Map<T, Answer>> found) {
        List<Answer> all =
                found.values().stream().flatMap(of -> of.values().stream()).toList();
        return String.format(
                "%,d %s, %,d scenarios, %d REFUTED",
                all.size(),
                what,
                all.stream().mapToInt(Answer::scenarios).sum(),
                all.stream().filter(Answer::isRefuted).count());
    }

    @Test
    void everyPairIsExploredToTheEnd() {
        exploredToTheEnd(PAIRS);
    }

    @Test
    void everyThreeOfWhichNoTwoDeadlockAreExploredToTheEnd() {
        exploredToTheEnd(TRIPLES);
    }

    @Test
    void everyCycleOfTheOrderOfLocksIsClosedByARunOrByNone() {
        assertThat(ORDERS).isNotEmpty().allSatisfy((revision, order) -> assertThat(order.cycles())
                .isNotEmpty()
                .allSatisfy((cycle, closing) ->
                        assertThat(closing.answer().stopped()).isNull()));
    }

    private static <T> void exploredToTheEnd(Map<Revision, Map<T, Answer>> found) {
        assertThat(found).isNotEmpty().allSatisfy((revision, answers) -> isExploredToTheEnd(answers));
    }

    static void isExploredToTheEnd(Map<?, Answer> answers) {
        assertThat(answers).isNotEmpty().allSatisfy((functions, answer) -> assertThat(answer.stopped())
                .isNull());
    }

    @Test
    void resultsAreTheCommittedOnes() {
        assertThat(results.differencesFrom(committed))
                .as("results/deadlocks/ differs from what was found; read it, and accept it with -Dresults.update")
                .isEmpty();
    }
}
