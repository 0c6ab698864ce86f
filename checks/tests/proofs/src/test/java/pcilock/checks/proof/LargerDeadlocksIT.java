package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Code;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.deadlocks.DeadlockTriples;
import pcilock.checks.deadlocks.DeadlockTriples.Triple;
import pcilock.model.revision.Revision;
import pcilock.specs.property.LockCoverage;

/** Who deadlocks with whom on trees that take too long for every build: asked where that is wanted, and recorded. */
class LargerDeadlocksIT {
    private static final Path RECORD =
            Folders.ROOT.resolve("results").resolve(Results.LARGER_DEADLOCKS).resolve("README.md");
    private static final int DEVICES = 5;
    private static final long MAX_STATES = 10_000_000;
    private static final String COMMAND = "mvn test -Dtest=LargerDeadlocksIT"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Ddeadlocks.larger -Dunit.jvm.options=-Xmx8g";

    private final StringBuilder page = new StringBuilder();

    @Test
    void everyPairAndEveryThreeOnLargerTreesAreExploredToTheEnd() throws IOException {
        assumeThat(Boolean.getBoolean("deadlocks.larger"))
                .as("asked only by " + COMMAND)
                .isTrue();
        List<Revision> revisions = DeadlockPairs.RELEASES;
        List<Code> codes = revisions.stream().map(Code::of).toList();
        List<Map<Pair, Answer>> pairs = new DeadlockPairs(codes, MAX_STATES).upTo(DEVICES);
        List<Map<Triple, Answer>> triples = DeadlockTriples.of(codes, pairs, DEVICES, MAX_STATES);

        line("# Who deadlocks with whom, on larger trees");
        line("");
        line("What is asked, and on which trees, is as in [deadlocks](../deadlocks/README.md), but on all with up to "
                + DEVICES);
        line("devices, and without the order of locks. Every run was replayed.");
        line("Not asked by `mvn verify`, but written by");
        line("");
        line("    " + COMMAND);
        line("");
        line("PROVED " + LockCoverage.line(true) + ".");
        line("");
        table("pairs", revisions, pairs);
        table("threes of which no two deadlock", revisions, triples);
        line(sources());
        Files.createDirectories(RECORD.getParent());
        Files.writeString(RECORD, page);

        assertThat(pairs).allSatisfy(DeadlocksIT::isExploredToTheEnd);
        assertThat(triples).allSatisfy(DeadlocksIT::isExploredToTheEnd);
    }

    @Test
    void theBuildSaysWhetherTheRecordIsOfTodaysSources() throws IOException {
        boolean isToday = Files.exists(RECORD) && Files.readString(RECORD).contains(sources());
        Files.writeString(
                Folders.TARGET.resolve("larger-deadlocks-summary.txt"),
                "Larger trees: results/" + Results.LARGER_DEADLOCKS + " is of "
                        + (isToday ? "today's sources.\n" : "OTHER sources than today's.\n"));
    }

    private static String sources() throws IOException {
        return "Sources: `" + Fingerprint.of(Folders.ROOT) + "`";
    }

    private <T> void table(String what, List<Revision> revisions, List<Map<T, Answer>> found) {
        line("| revision | " + what + " | scenarios | REFUTED | of these only with " + DEVICES
                + " devices | PROVED | UNKNOWN |");
        line("|---|---|---|---|---|---|---|");
        List<String> largest = new ArrayList<>();
        for (int revision = 0; revision < found.size(); revision++) {
            String id = revisions.get(revision).id;
            Map<T, Answer> answers = found.get(revision);
            int before = largest.size();
            answers.forEach((functions, answer) -> {
                if (answer.isRefuted() && answer.devices() == DEVICES) {
                    largest.add(String.format(
                            "- %s: %s: `%s`, `%s`, %d steps",
                            id,
                            functions,
                            answer.tree(),
                            String.join(",", answer.scenario().tasks),
                            answer.deadlock().steps().size()));
                }
            });
            long refuted = answers.values().stream().filter(Answer::isRefuted).count();
            long proved = answers.values().stream().filter(Answer::isProved).count();
            line(String.format(
                    "| %s | %,d | %,d | %,d | %,d | %,d | %,d |",
                    id,
                    answers.size(),
                    answers.values().stream().mapToLong(Answer::scenarios).sum(),
                    refuted,
                    largest.size() - before,
                    proved,
                    answers.size() - refuted - proved));
        }
        line("");
        if (!largest.isEmpty()) {
            largest.forEach(this::line);
            line("");
        }
    }

    private void line(String text) {
        page.append(text).append('\n');
    }
}
