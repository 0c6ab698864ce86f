package pcilock.model.pci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskCodeTest {
    private final PciTopology topology = PciTopology.parse("V,P(E)");

    @Test
    void readsCallsInTheOrderInWhichTheTaskMakesThem() {
        TaskCode code = TaskCode.parse("device_lock:E; device_unlock:E", topology);

        assertThat(code.calls)
                .extracting(call -> call.entryPoint)
                .containsExactly(EntryPoint.DEVICE_LOCK, EntryPoint.DEVICE_UNLOCK);
        assertThat(code).hasToString("device_lock(E); device_unlock(E)");
    }

    @Test
    void readsAFunctionOfTwoDevices() {
        assertThat(TaskCode.parse("vmd_probe:V+E", topology)).hasToString("vmd_probe(V, E)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pci_reset_bus|expected FUNCTION:DEVICE in place of \"pci_reset_bus\"",
                "pci_bus_reset:E|no function pci_bus_reset; expected one of device_lock",
                "pci_reset_bus:X|no device X in V,P(E)",
                "vmd_probe:E|vmd_probe takes two devices, as in V+E",
                "pci_reset_bus:E+P|pci_reset_bus takes one device",
                "pci_reset_bus:E;|expected FUNCTION:DEVICE in place of \"\"",
            })
    void saysWhatIsWrongWithATaskAndWhatWasExpected(String notation, String message) {
        assertThatThrownBy(() -> TaskCode.parse(notation, topology))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aTaskOfADriverBringsTheDriverAndItsMutex() {
        assertThat(TaskCode.machine("P(E)", List.of("unbind_store:E", "mlx5_crdump_collect:E")))
                .isEqualTo("P(E);pci_rescan_remove_lock;*.devlink_lock;mlx5_core:E");
    }
}
