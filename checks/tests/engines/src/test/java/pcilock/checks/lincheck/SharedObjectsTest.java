package pcilock.checks.lincheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class SharedObjectsTest {
    private static final int E = 1;
    private static final int F = 2;

    @Test
    void whatEachTaskTouchesAloneIsKnownFromTheBeginning() {
        SharedObjects objects = objects("pci_reset_function:E", "pci_reset_function:E");

        assertThat(objects.mayBeShared(E)).isTrue();
        assertThat(objects.wereMistaken()).isFalse();
    }

    @Test
    void whatOnlyOneTaskTouchesIsNotShared() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:F");

        assertThat(objects.mayBeShared(E)).isFalse();
        assertThat(objects.mayBeShared(F)).isFalse();
        assertThat(objects.wereMistaken()).isFalse();
    }

    @Test
    void anObjectThatTurnsOutToBeSharedMakesTheExplorationVoid() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:F");
        objects.mayBeShared(F);
        objects.touched(new Step(0, Event.MUTEX_LOCK, F));

        assertThat(objects.wereMistaken()).isTrue();
        objects.begin();
        assertThat(objects.mayBeShared(F)).isTrue();
        assertThat(objects.wereMistaken()).isFalse();
    }

    @Test
    void whatIsTakenAsSharedStaysTheSameThroughAnExploration() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:F");
        objects.touched(new Step(0, Event.MUTEX_LOCK, F));
        objects.releasedForAnother();

        assertThat(objects.mayBeShared(F)).isFalse();
        assertThat(objects.mayBeShared(E)).isFalse();
        assertThat(objects.wereMistaken()).isTrue();
    }

    @Test
    void anObjectThatTasksOnlyReadIsNotShared() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:E");
        int bit = 0;
        objects.touched(new Step(0, Event.BIT_IS_SET, bit));
        objects.touched(new Step(1, Event.BIT_IS_SET, bit));
        assertThat(objects.mayBeShared(bit)).isFalse();

        objects.touched(new Step(1, Event.BIT_CLEAR, bit));
        assertThat(objects.wereMistaken()).isTrue();
    }

    @Test
    void aResetIsAboutTheLocksOfEveryDevice() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:F");
        objects.touched(new Step(0, Event.RESET_BEGIN, 0));
        objects.begin();

        assertThat(objects.mayBeShared(F)).isTrue();
    }

    @Test
    void whereATaskReleasesWhatAnotherHoldsEverythingIsShared() {
        SharedObjects objects = objects("pci_cfg_access_lock:E", "pci_cfg_access_lock:F");
        objects.mayBeShared(E);
        objects.releasedForAnother();

        assertThat(objects.wereMistaken()).isTrue();
        objects.begin();
        assertThat(objects.mayBeShared(E)).isTrue();
    }

    private static SharedObjects objects(String... tasks) {
        SharedObjects objects = new SharedObjects(
                new Scenario(Revision.LINUX_6_11, Fault.NONE, Waiting.ATOMIC_FLAG, "P(E,F)", List.of(tasks), false));
        objects.begin();
        return objects;
    }
}
