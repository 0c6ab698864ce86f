package pcilock.checks.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.Folders;
import pcilock.checks.deadlocks.DeadlockPairs;
import pcilock.checks.deadlocks.DeadlockPairs.Answer;
import pcilock.checks.deadlocks.DeadlockPairs.Pair;
import pcilock.checks.linux.Around;
import pcilock.checks.linux.Comparison;
import pcilock.checks.linux.LinuxKernel;
import pcilock.checks.linux.SourceDirectory;
import pcilock.model.revision.Revision;

/**
 * Compares the kernel trees of {@code -Dlinux.trees} with the revisions, and what was found with what is committed. With the revision that a
 * tree behaves as around it, each two entry points of which one takes the wider locks end as they do where all is of that revision.
 */
class LinuxTreesIT {
    private static final Path JSON = Folders.ROOT.resolve("results").resolve(KernelResults.JSON_FILE);
    private static final Path TEXT = Folders.ROOT.resolve("results").resolve(KernelResults.TEXT_FILE);

    private static KernelResults results;
    private static String fingerprint;
    private static final List<String> COMPARED = new ArrayList<>();
    private static final int DEVICES = 2;
    private static final long MAX_STATES = 1_000_000;

    @BeforeAll
    static void compare() throws IOException {
        fingerprint = Fingerprint.withFrontEnd(Folders.ROOT);
        results = Files.exists(JSON) ? KernelResults.read(Files.readString(JSON)) : new KernelResults();
        for (Path tree : trees()) {
            KernelResults.Kernel kernel = KernelResults.of(tree, fingerprint);
            results.put(kernel);
            COMPARED.add(kernel.version());
        }
        Files.writeString(
                Folders.TARGET.resolve("kernels-summary.txt"),
                (COMPARED.isEmpty()
                                ? "Kernel trees: none was given (-Dlinux.trees=DIR,DIR); what was found of others is kept."
                                : "Kernel trees: " + String.join(", ", COMPARED) + " compared.")
                        + System.lineSeparator());
        if (Boolean.getBoolean("results.update")) {
            Files.writeString(JSON, results.json());
            Files.writeString(TEXT, results.text(fingerprint));
        }
    }

    @Test
    void resultsAreTheCommittedOnes() throws IOException {
        String why = "results/kernels.* differs from what was found; read it, and accept it with -Dresults.update";
        assertThat(results.json()).as(why).isEqualTo(Files.readString(JSON));
        assertThat(results.text(fingerprint)).as(why).isEqualTo(Files.readString(TEXT));
    }

    static List<Path> trees() {
        return Arrays.stream(System.getProperty("linux.trees", "").split(",", -1))
                .filter(tree -> !tree.isBlank())
                .map(tree -> Path.of(tree.strip()))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("trees")
    void aTreeDeadlocksWithWhatIsAroundItAsItsRevisionDoes(Path tree) {
        LinuxKernel read = LinuxKernel.read(new SourceDirectory(tree), false);
        Revision revision = Comparison.inAll(read.compare()).get(0);
        LinuxKernel kernel = read.within(new Around(revision, "it behaves as that"));

        Map<Pair, Answer> ofTree = pairs(DeadlockPairs.Code.of(kernel.code(), kernel::has));

        assertThat(kernel.whyNothingAround()).isEmpty();
        assertThat(words(ofTree)).isEqualTo(words(pairs(DeadlockPairs.Code.of(revision))));
    }

    /** Each alone, so that none is answered by what was found out about the other. */
    private static Map<Pair, Answer> pairs(DeadlockPairs.Code code) {
        return new DeadlockPairs(List.of(code), MAX_STATES).upTo(DEVICES).get(0);
    }

    private static Map<Pair, String> words(Map<Pair, Answer> answers) {
        Map<Pair, String> words = new TreeMap<>();
        answers.forEach((pair, answer) -> words.put(
                pair,
                answer.isRefuted()
                        ? "deadlocks on " + answer.tree() + " with " + answer.scenario().tasks + " in "
                                + answer.deadlock().steps().size() + " steps"
                        : answer.isProved() ? "no deadlock" : answer.stopped()));
        return words;
    }

    @Test
    void everyTreeBehavesAsSomeRevision() {
        assertThat(results.kernels().values())
                .allSatisfy(
                        kernel -> assertThat(kernel.all()).as(kernel.version()).isNotEmpty());
    }
}
