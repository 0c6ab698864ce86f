package pcilock.checks.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class ExportTest {
    private static Scenario scenario(Revision revision, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, Waiting.WAIT_QUEUE, topology, List.of(tasks), false);
    }

    @Test
    void anExportSaysWhatItIsAndTakesTheKernelsNames() {
        Scenario scenario = scenario(Revision.PATCH_3, "P(U(E),F)", "pci_bus_error_reset:P");

        assertThat(TlaExport.of(scenario, "Nested").module())
                .startsWith("---- MODULE Nested ----\n")
                .contains("patch-3", "P(U(E),F)", "T1: pci_bus_error_reset:P")
                .contains("\\* device_lock(U) sleeps");
        assertThat(PromelaExport.of(scenario))
                .contains("patch-3", "P(U(E),F)", "T1: pci_bus_error_reset:P")
                .contains("device_lock_U == 0", "// device_lock(U) sleeps");
    }

    @Test
    void aSeededFaultIsNamed() {
        Scenario scenario = new Scenario(
                Revision.LINUX_6_11,
                Fault.NO_WAKE_UP,
                Waiting.ATOMIC_FLAG,
                "E",
                List.of("pci_reset_function:E"),
                false);

        assertThat(TlaExport.of(scenario, "Fault").module()).contains("seeded fault: " + Fault.NO_WAKE_UP.text);
    }

    @Test
    void theSameScenarioGivesTheSameText() {
        Scenario scenario = scenario(Revision.LINUX_6_11, "P(E,F)", "pci_reset_bus:E", "pci_user_read_config:F");

        assertThat(TlaExport.of(scenario, "Same")).isEqualTo(TlaExport.of(scenario, "Same"));
        assertThat(PromelaExport.of(scenario)).isEqualTo(PromelaExport.of(scenario));
    }

    @Test
    void everyPropertyThatIsAskedForIsThereInTheWordsOfTheSpecification() {
        TlaExport export = TlaExport.of(scenario(Revision.LINUX_6_11, "E", "pci_reset_function:E"), "All");

        for (Property property : StepText.JUDGED) {
            assertThat(export.module()).contains("\\* " + property.text + "\n" + TlaExport.operator(property) + " ==");
            assertThat(export.configuration()).containsPattern("(INVARIANT|PROPERTY) " + TlaExport.operator(property));
        }
    }

    @Test
    void namesOfDevicesThatPromelaDoesNotAllowAreChangedAndStayApart() {
        assertThat(PromelaExport.of(
                        scenario(Revision.LINUX_6_11, "00:1.0(01:0.0,01.0:0)", "pci_bus_error_reset:00:1.0")))
                .contains("unsigned device_lock_00_1_0 : 1", "device_lock_01_0_0 ", "device_lock_01_0_0__2 ");
    }

    @Test
    void aNameThatIsNoneOfAModuleIsRefused() {
        Scenario scenario = scenario(Revision.LINUX_6_11, "E", "pci_reset_function:E");

        for (String name : List.of("", "6.11", "a-b", "12")) {
            assertThatThrownBy(() -> TlaExport.of(scenario, name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"" + name + "\"");
        }
    }
}
