package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.model.kernel.Kernel;
import pcilock.model.kernel.Mutex;
import pcilock.model.kernel.Task;
import pcilock.model.pci.PciTopology;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class UncontendedSlotMutexTest {
    @Test
    void nothingThatATaskMaySleepInIsNamedLikeWhatLincheckLeavesAlone() {
        assertThat(Arrays.stream(Kernel.class.getMethods()).map(Method::getName))
                .doesNotContain(UncontendedSlotMutex.LEFT_ALONE);
    }

    @Test
    void whereATaskTriesTheMutexTheScenarioIsExploredWithItsSwitches() {
        Scenario scenario = new Scenario(
                Revision.LINUX_7_1, Fault.NONE, Waiting.ATOMIC_FLAG, "P([E])", List.of("pci_reset_function:E"), false);
        Mutex slotMutex = PciTopology.parse(scenario.topology).pciSlotMutex;
        UncontendedSlotMutex kernel = new UncontendedSlotMutex((task, event, device) -> {}, null, slotMutex.device);
        Runs runs = Runs.begin(scenario, false, run -> {});
        try {
            assertThatThrownBy(() -> kernel.mutexTrylock(new Task(0, "T1"), slotMutex))
                    .isInstanceOf(RuntimeException.class);
            assertThat(runs.doesSlotMutexMatter()).isTrue();
        } finally {
            Runs.end();
        }
    }
}
