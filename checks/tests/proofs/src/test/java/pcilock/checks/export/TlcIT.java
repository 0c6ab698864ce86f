package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pcilock.checks.engine.EngineException;
import pcilock.specs.scenario.Scenario;

/** What TLC says of exported scenarios is what the explorer says. */
class TlcIT {
    @TempDir
    Path directory;

    static Stream<Scenario> chosen() {
        return CrossCheck.chosen();
    }

    static Stream<Scenario> others() {
        return CrossCheck.others();
    }

    @ParameterizedTest
    @MethodSource("chosen")
    void findsTheStatesAndTheBrokenPropertiesOfTheExplorer(Scenario scenario) {
        TlaExport export = TlaExport.of(scenario, "Scenario");

        assertThat(Tlc.check(export, directory))
                .as("%s %s %s", scenario.revision, scenario.topology, scenario.tasks)
                .isEqualTo(CrossCheck.explorer(scenario));
    }

    @Tag("comparison")
    @ParameterizedTest
    @MethodSource("others")
    void soItDoesInOtherScenarios(Scenario scenario) {
        findsTheStatesAndTheBrokenPropertiesOfTheExplorer(scenario);
    }

    private static final Scenario CONTROL = CrossCheck.control();

    private CheckedExport changed(String from, String to) {
        TlaExport export = TlaExport.of(CONTROL, "Scenario");
        assertThat(export.module()).contains(from);
        return Tlc.check(
                new TlaExport(export.name(), export.module().replace(from, to), export.configuration()), directory);
    }

    @Tag("comparison")
    @Test
    void aMutexThatIsNotTakenIsNoticed() {
        CheckedExport found = changed("MUTEX_ACQUIRE\", \"MUTEX_LOCK\", \"P\"", "NONE\", \"MUTEX_LOCK\", \"P\"");

        assertThat(found.broken()).isNotEqualTo(CrossCheck.explorer(CONTROL).broken());
    }

    @Tag("comparison")
    @Test
    void aWakeUpThatIsLeftOutIsNoticed() {
        assertThat(changed("\"WAKE_ALL\", ", "\"NONE\", ").broken())
                .isNotEqualTo(CrossCheck.explorer(CONTROL).broken());
    }

    @Test
    void aStepThatIsLeftOutIsNoticed() {
        String from = "Step(2, 0, 1, ";
        assertThat(changed(from, "Step(2, 999, 1, ").states())
                .isNotEqualTo(CrossCheck.explorer(CONTROL).states());
    }

    @Test
    void aModuleThatTlcCannotReadIsAnError() {
        assertThatThrownBy(() -> changed("Next ==", "Next = ="))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("TLC failed with exit status 150");
    }

    @Tag("comparison")
    @Test
    void aModuleThatTlcCannotEvaluateIsAnError() {
        assertThatThrownBy(() -> changed("s.guard = \"NONE\" -> TRUE", "s.guard = \"NO\" -> TRUE"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("TLC failed with exit status");
    }
}
