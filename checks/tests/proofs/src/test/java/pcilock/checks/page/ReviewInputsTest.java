package pcilock.checks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReviewInputsTest {
    private static final String TRACE = "traces/Patch3_05_NestedBus.json";

    private static Map<String, String> whole;

    private final Map<String, String> files = new TreeMap<>(whole);

    @BeforeAll
    static void explore() {
        whole = Samples.few();
    }

    private void replace(String file, String text, String other) {
        assertThat(files.get(file)).contains(text);
        files.put(file, files.get(file).replace(text, other));
    }

    private void assertDamaged(String... parts) {
        assertThatThrownBy(() -> ReviewInputs.of(files))
                .isInstanceOf(DamagedResultsException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    @Test
    void areTheClaimsAndTheTracesOfTheRefutedOnes() {
        ReviewInputs inputs = ReviewInputs.of(files);

        assertThat(inputs.claims())
                .containsOnlyKeys("Patch3_05_NestedBus", "KeithBusch_01_NestedBus", "Patch3_09_FlatTrylockSleeps");
        assertThat(inputs.traces()).containsOnlyKeys("Patch3_05_NestedBus", "Patch3_09_FlatTrylockSleeps");
    }

    @Test
    void showTheSameTasksOnAnotherRevision() {
        Trace trace = ReviewInputs.of(files).traces().get("Patch3_05_NestedBus");

        assertThat(trace.comparisons()).hasSize(1);
        assertThat(trace.comparisons().get(0).claim()).isEqualTo("KeithBusch_01_NestedBus");
        assertThat(trace.comparisons().get(0).parts()).isEqualTo(7);
        assertThat(trace.comparisons().get(0).run().end().ended()).containsExactly("T1");
    }

    @Test
    void quoteTheSourceOfTheModel() {
        Trace trace = ReviewInputs.of(files).traces().get("Patch3_05_NestedBus");
        Trace.StackFrame frame =
                trace.run().steps().get(trace.run().steps().size() - 1).stack().get(2);

        assertThat(frame.function()).isEqualTo("pci_bus_lock");
        assertThat(trace.sources().get(frame.file()).path())
                .isEqualTo("model/src/main/java/pcilock/model/revision/Patch_3.java");
        assertThat(trace.sources().get(frame.file()).lines())
                .containsEntry(frame.line(), "pciBusLock(dev.subordinate);");
    }

    @Test
    void withoutAManifestAreAnError() {
        files.remove("manifest.json");

        assertDamaged("manifest.json", "missing");
    }

    @Test
    void withoutATraceAreAnErrorThatNamesItsClaim() {
        files.remove(TRACE);

        assertDamaged(TRACE, "Patch3_05_NestedBus", "missing");
    }

    @Test
    void withoutATraceForAPersonAreAnError() {
        files.remove("traces/Patch3_05_NestedBus.txt");

        assertDamaged("traces/Patch3_05_NestedBus.txt", "missing");
    }

    @Test
    void withATruncatedTraceAreAnErrorThatNamesTheLine() {
        files.put(TRACE, files.get(TRACE).substring(0, files.get(TRACE).length() / 2));

        assertDamaged(TRACE, "line ");
    }

    @Test
    void withATruncatedManifestAreAnErrorThatNamesTheLine() {
        files.put("manifest.json", files.get("manifest.json").substring(0, 500));

        assertDamaged("manifest.json", "line ");
    }

    @Test
    void withAnUnknownRevisionAreAnErrorThatNamesThePlace() {
        replace("manifest.json", "\"keith-busch\"", "\"keith\"");

        assertDamaged("manifest.json", "claims[0].revision", "keith");
    }

    @Test
    void withATaskThatDoesNotExistAreAnErrorThatNamesTheStep() {
        replace(TRACE, "{\"task\":0,\"event\":\"MUTEX_SLEEP\"", "{\"task\":1,\"event\":\"MUTEX_SLEEP\"");

        assertDamaged(TRACE, "steps[6].task", "from 0 to 0");
    }

    @Test
    void withTheTraceOfAnotherClaimAreAnError() {
        files.put(TRACE, files.get("traces/Patch3_09_FlatTrylockSleeps.json"));

        assertDamaged(TRACE, "expected \"Patch3_05_NestedBus\"");
    }

    @Test
    void withAComparisonToNothingAreAnError() {
        replace(TRACE, "KeithBusch_01_NestedBus", "Nobody_01");

        assertDamaged(TRACE, "compare", "Nobody_01");
    }

    @Test
    void withATextInPlaceOfANumberAreAnError() {
        replace(TRACE, "\"parts\": 7", "\"parts\": \"7\"");

        assertDamaged(TRACE, "compare[0].parts", "a whole number");
    }
}
