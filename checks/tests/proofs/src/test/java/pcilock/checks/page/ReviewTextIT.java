package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcilock.specs.property.LockCoverage;

class ReviewTextIT {
    private static Map<String, String> all;

    @BeforeAll
    static void explore() {
        all = Samples.results();
    }

    private static String text(Map<String, String> files) {
        return new ReviewText(ReviewInputs.of(files)).text();
    }

    private static void assertFitToMail(String text) {
        assertThat(text.lines()).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(72)
                .matches("[ -~]*")
                .doesNotEndWith(" "));
        assertThat(text).endsWith("\n").doesNotContain("\t", "\r");
    }

    @Test
    void isPlainTextOfAtMost72Columns() {
        assertFitToMail(text(all));
    }

    @Test
    void saysOfEachDeadlockOfTheNewestRevisionWhoWaitsForWhom() {
        String text =
                new ReviewText(ReviewInputs.of(all).with(Optional.empty(), Optional.of(Samples.deadlocks()))).text();

        assertFitToMail(text);
        assertThat(text)
                .contains("""

                        remove_store + dev_rescan_store
                          on P(): remove_store:P; dev_rescan_store:P
                        """)
                .contains(" steps: remove_store-dev_rescan_store.txt\n")
                .containsPattern("(?m)^  T1 waits for active_reference\\(sysfs\\(P\\)\\), held by T2$")
                .containsPattern("(?m)^6\\.11: \\d+ pairs and \\d+ threes deadlock\n\n7\\.1: ")
                .containsPattern("(?s)\n7\\.1: [^\n]*\n  brings .*pciehp_ist \\+ reset_subordinate_store");
    }

    @Test
    void staysSoWhateverAQuestionSays() {
        Map<String, String> files = new TreeMap<>(all);
        files.computeIfPresent(
                "manifest.json",
                (path, manifest) -> manifest.replace(
                        "On which smallest tree, and with how many tasks, does patch 3 deadlock?",
                        "Schläft ‖ " + "x".repeat(200) + " \u2028 ✗ ?"));

        assertFitToMail(text(files));
        assertThat(text(files)).contains("Schlaft ||\n");
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(text(Samples.few())).isEqualTo(text(Samples.few()));
        assertThat(text(all)).isEqualTo(all.get("review.txt"));
    }

    @Test
    void showsTheDeadlockThatKeithBuschSaw() {
        String text = text(all);

        assertThat(text)
                .contains("(Patch3_01_SmallestDeadlock)\n  on P(U())\n  T1 runs pci_bus_error_reset(P)\n")
                .contains("Nobody can move: T1 waits for device_lock(U), held by T1 itself\n");
    }

    @Test
    void givesEveryRevisionAVerdict() {
        assertThat(text(all).lines())
                .anyMatch(line -> line.startsWith("6.9: REFUTED in "))
                .anyMatch(line -> line.startsWith("6.11: REFUTED in "));
    }

    @Test
    void saysOfWhichLocksAProofSpeaks() {
        assertThat(text(all).replaceAll("\\s+", " ")).contains(LockCoverage.SENTENCE);
        assertThat(all.get("README.md")).contains("\n" + LockCoverage.SENTENCE + "\n");
    }

    @Test
    void takesADozenLinesForACounterexample() {
        List<String> lines = text(all).lines().toList();
        int most = 0;
        int since = 0;
        for (String line : lines.subList(
                lines.indexOf("The smallest counterexample of each refuted revision"),
                lines.indexOf("What was not checked"))) {
            since = line.isEmpty() ? 0 : since + 1;
            most = Math.max(most, since);
        }

        assertThat(most).isLessThanOrEqualTo(16);
    }
}
