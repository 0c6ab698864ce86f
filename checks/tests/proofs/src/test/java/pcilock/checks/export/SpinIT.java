package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.Folders;
import pcilock.checks.SkippedTests;
import pcilock.checks.engine.EngineException;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;

/** What SPIN says of exported scenarios is what the explorer says, where there is a SPIN. */
class SpinIT {
    private static Spin spin;

    @TempDir
    Path directory;

    @BeforeAll
    static void find() throws IOException {
        SkippedTests.write(
                Spin.find().isPresent(),
                Folders.TARGET.resolve("spin-summary.txt"),
                "No spin with a C compiler was found: the check of exported scenarios with SPIN was SKIPPED."
                        + " To run it, apt-get install spin gcc.");
        assumeTrue(Spin.find().isPresent(), "there is no spin with a C compiler");
        spin = Spin.find().orElseThrow();
    }

    static Stream<Scenario> scenarios() {
        return Stream.concat(CrossCheck.chosen(), CrossCheck.others());
    }

    /** SPIN tells of a stuck state only that it is one. */
    private static CheckedExport asSpinSaysIt(CheckedExport found) {
        Set<Property> broken = EnumSet.noneOf(Property.class);
        broken.addAll(found.broken());
        broken.removeAll(Spin.SILENT);
        return new CheckedExport(found.states(), broken);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void findsTheStatesAndTheBrokenPropertiesOfTheExplorer(Scenario scenario) {
        assertThat(spin.check(PromelaExport.of(scenario), directory))
                .as("%s %s %s", scenario.revision, scenario.topology, scenario.tasks)
                .isEqualTo(asSpinSaysIt(CrossCheck.explorer(scenario)));
    }

    private static final Scenario CONTROL = CrossCheck.control();

    private CheckedExport changed(String from, String to) {
        String promela = PromelaExport.of(CONTROL);
        assertThat(promela).contains(from);
        return spin.check(promela.replace(from, to), directory);
    }

    @Test
    void aMutexThatIsNotTakenIsNoticed() {
        assertThat(changed("device_lock_P = 1", "device_lock_P = 0").broken())
                .isNotEqualTo(CrossCheck.explorer(CONTROL).broken());
    }

    @Test
    void aWakeUpThatIsLeftOutIsNoticed() {
        assertThat(changed("pci_cfg_wait = 0", "skip").broken())
                .isNotEqualTo(CrossCheck.explorer(CONTROL).broken());
    }

    @Test
    void aStepThatGoesElsewhereIsNoticed() {
        assertThat(changed("goto L1\n", "goto L2\n").states())
                .isNotEqualTo(CrossCheck.explorer(CONTROL).states());
    }

    @Test
    void aFileThatSpinCannotReadIsAnError() {
        assertThatThrownBy(() -> changed("d_step", "d_stop"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("SPIN failed");
    }
}
