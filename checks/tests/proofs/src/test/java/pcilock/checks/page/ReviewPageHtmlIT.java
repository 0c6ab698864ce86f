package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pcilock.checks.Folders;

class ReviewPageHtmlIT {
    private static final String HOSTILE = "</script><script>alert(1)</script><!--\u2028@SCRIPT@ & <b>";

    private static Map<String, String> all;

    @BeforeAll
    static void explore() {
        all = Samples.results();
    }

    private static String page(Map<String, String> files) {
        return new ReviewPage(ReviewInputs.of(files)).html();
    }

    private static Map<String, String> hostile() {
        Map<String, String> files = new TreeMap<>(all);
        files.computeIfPresent(
                "manifest.json",
                (path, text) ->
                        text.replace("Does the blocking reset of a bus with a bridge on it deadlock?", HOSTILE));
        files.computeIfPresent("traces/Patch3_05_NestedBus.txt", (path, text) -> text + HOSTILE);
        return files;
    }

    @Test
    void takesLessThanFiveKibibytesAClaim() {
        assertThat(page(all).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(Samples.claims().size() * 5 * 1024);
    }

    @Test
    void isTheSameEveryTime() {
        assertThat(page(Samples.few())).isEqualTo(page(Samples.few()));
        assertThat(page(all)).isEqualTo(all.get("index.html"));
    }

    @Test
    void holdsNoPlaceOfThisMachineAndNoAddressToLoadFrom() {
        assertThat(page(all))
                .doesNotContain(Folders.ROOT.toString())
                .doesNotContainPattern("(src|href)=\"(?!#|data:)")
                .doesNotContain("@import", "url(", "fetch(");
    }

    @Test
    void keepsHostileTextFromBecomingMarkup() {
        String page = page(hostile());

        assertThat(page).doesNotContain("<script>alert").doesNotContain("<b>");
        assertThat(occurrences("<script", page)).isEqualTo(2);
        assertThat(occurrences("</script", page)).isEqualTo(2);
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)", "\\u003c/script>\\u003cscript>alert(1)");
    }

    private static int occurrences(String text, String page) {
        Matcher matcher = Pattern.compile(Pattern.quote(text)).matcher(page);
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    @Test
    void printsEveryRefutedClaimWithItsTrace() {
        ReviewInputs inputs = ReviewInputs.of(all);
        String page = page(all);

        assertThat(inputs.traces()).hasSizeGreaterThan(10);
        assertThat(inputs.traces().keySet())
                .allSatisfy(claim -> assertThat(page).contains("<pre data-claim=\"" + claim + "\">"));
    }

    @Test
    void marksWhatIsStale() {
        Map<String, String> files = new TreeMap<>(all);
        files.computeIfPresent(
                "manifest.json", (path, text) -> text.replace("\"complete\" :", "\"stale\" : true,\n\"complete\" :"));
        ReviewInputs inputs = ReviewInputs.of(files);

        assertThat(inputs.claims().values()).allMatch(ClaimEntry::isStale);
        assertThat(inputs.traces()).isEmpty();
        assertThat(new ReviewPage(inputs).html())
                .contains("\"state\":\"STALE\"")
                .doesNotContain("\"state\":\"PROVED\"");
    }

    @Test
    void aSweepOfOtherSourcesIsStaleAndShowsNoCounterexample() {
        SweepEntry sweep = Samples.sweep("yesterday");

        assertThat(sweep.stale()).isTrue();
        assertThat(sweep.traces()).isEmpty();
        assertThat(new ReviewPage(ReviewInputs.of(all).with(Optional.of(sweep), Optional.empty())).html())
                .contains("\"name\":\"patch-3:no-deadlock:pci_bus_error_reset\"")
                .contains("\"entryPoint\":\"pci_bus_error_reset\",\"state\":\"STALE\"");
    }

    @Test
    void aDamagedSweepIsRefusedWithThePlace() {
        assertThatThrownBy(() -> SweepEntry.parse(
                        "sweep.json",
                        "{\"fingerprint\": \"\", \"bounds\": [], \"cells\": [{\"answer\": \"PROVED\","
                                + " \"counterexample\": {}}]}"))
                .isInstanceOf(DamagedResultsException.class)
                .hasMessage("sweep.json, at cells[0]: expected a counterexample exactly where the answer is REFUTED");
    }

    @Test
    void aDamagedRecordOfDeadlocksIsRefusedWithThePlace() {
        assertThatThrownBy(() -> DeadlocksEntry.parse(
                        "deadlocks.json",
                        "{\"fingerprint\": \"\", \"bounds\": [], \"revisions\": [\"7.1\"], \"runs\": {}, \"rows\": [{\"functions\": [],"
                                + " \"cells\": [{\"revision\": \"7.1\", \"answer\": \"REFUTED\", \"run\": \"a\"}]}]}"))
                .isInstanceOf(DamagedResultsException.class)
                .hasMessage("deadlocks.json, at rows[0].cells[0].run: expected the name of one of the runs");
    }

    @Test
    void deadlocksOfOtherSourcesAreStaleAndShowNoRun() {
        DeadlocksEntry today = Samples.deadlocks();
        DeadlocksEntry stale = today.asOf("tomorrow", (name, run) -> "");

        assertThat(today.traces()).containsKey("remove_store-dev_rescan_store");
        assertThat(stale.traces()).isEmpty();
        assertThat(new ReviewPage(ReviewInputs.of(all).with(Optional.empty(), Optional.of(stale))).html())
                .contains("\"state\":\"STALE\",\"run\":\"deadlock:remove_store-dev_rescan_store\"")
                .doesNotContain("\"deadlock:remove_store-dev_rescan_store\":{\"devices\":[[");
    }

    @Test
    void spacesBetweenColumnsAreTabsThatLeadToTheSameColumns() {
        assertThat(ReviewPage.withTabs("a       b        c\n  1  T1: x        y"))
                .isEqualTo("a\tb\t c\n  1  T1: x\t  y");
        assertThat(ReviewPage.withTabs("1234567 9")).isEqualTo("1234567 9");
    }

    @Test
    void theCommittedPageIsSmallEnoughForAPhone() throws IOException {
        assertThat(Files.size(Folders.ROOT.resolve("results/index.html"))).isLessThan(3 << 20);
    }
}
