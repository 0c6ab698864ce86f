package pcilock.checks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pcilock.checks.engine.EngineException;
import pcilock.checks.engine.Step;
import pcilock.model.kernel.Event;
import pcilock.model.revision.Revision;
import pcilock.specs.fault.Fault;
import pcilock.specs.property.Property;
import pcilock.specs.scenario.Scenario;
import pcilock.specs.scenario.Waiting;

class ReplayTest {
    private static final int P = 0;
    private static final int U = 1;
    private static final int PCI_SLOT_MUTEX = 4;

    private static ReplayedRun aTaskThatTakesALockTwice() {
        Scenario scenario = scenario(Revision.PATCH_3, Waiting.WAIT_QUEUE, "P(U(E),F)", "pci_bus_error_reset:P");
        return Replay.run(
                scenario,
                List.of(
                        new Step(0, Event.MUTEX_LOCK, PCI_SLOT_MUTEX),
                        new Step(0, Event.MUTEX_UNLOCK, PCI_SLOT_MUTEX),
                        new Step(0, Event.MUTEX_LOCK, P),
                        new Step(0, Event.FLAG_SET, P),
                        new Step(0, Event.MUTEX_LOCK, U),
                        new Step(0, Event.FLAG_SET, U),
                        new Step(0, Event.MUTEX_SLEEP, U)));
    }

    @Test
    void aTaskThatTakesALockTwiceWaitsForItself() {
        ReplayedRun run = aTaskThatTakesALockTwice();

        assertThat(run.isStuck()).isTrue();
        assertThat(run.broken()).containsExactlyInAnyOrder(Property.NO_DEADLOCK, Property.EVERY_TASK_ENDS);
        assertThat(run.cycle())
                .extracting(Object::toString)
                .containsExactly("T1 waits for device_lock(U), held by T1 itself");
        assertThat(run.held())
                .extracting(Object::toString)
                .containsExactly(
                        "T1 holds device_lock(P)",
                        "T1 holds block_cfg_access(P)",
                        "T1 holds device_lock(U)",
                        "T1 holds block_cfg_access(U)");
    }

    @Test
    void theStackIsTheKernels() {
        ReplayedRun run = aTaskThatTakesALockTwice();

        assertThat(run.steps().get(3).stack())
                .extracting(Frame::function)
                .containsExactly(
                        "pci_bus_error_reset", "pci_bus_reset", "pci_bus_lock", "pci_dev_lock", "pci_cfg_access_lock");
        assertThat(run.steps().get(6).stack())
                .extracting(Frame::function)
                .containsExactly(
                        "pci_bus_error_reset",
                        "pci_bus_reset",
                        "pci_bus_lock",
                        "pci_bus_lock",
                        "pci_dev_lock",
                        "device_lock");
        assertThat(run.steps().get(6).stack().get(2).file()).isEqualTo("Patch_3.java");
        assertThat(run.steps().get(6).stack().get(2).line()).isPositive();
    }

    @Test
    void aNoteComesWithItsStep() {
        Scenario scenario = scenario(Revision.PATCH_2, Waiting.ATOMIC_FLAG, "P(E)", "pci_bus_error_reset:P");
        ReplayedRun run = runOf(scenario, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        assertThat(run.steps().get(4).step()).isEqualTo(new Step(0, Event.FLAG_TESTED_CLEAR, P));
        assertThat(run.steps().get(4).notes()).containsExactly(new Step(0, Event.WARN_UNLOCKED_RESET, P));
        assertThat(run.steps().get(4).broken()).containsExactly(Property.NO_UNLOCKED_RESET_WARNING);
        assertThat(run.steps().get(4).stack())
                .extracting(Frame::function)
                .containsExactly("pci_bus_error_reset", "pci_bus_reset", "pci_bridge_secondary_bus_reset");
        assertThat(run.steps().get(5).broken()).containsExactly(Property.BRIDGE_HELD);
        assertThat(run.ended()).containsExactly("T1");
        assertThat(run.held()).isEmpty();
    }

    @Test
    void twoTasksThatTakeTwoLocksInOppositeOrdersAreACycle() {
        Scenario scenario = scenario(
                Revision.LINUX_6_9,
                Waiting.WAIT_QUEUE,
                "E,F",
                "device_lock:E;device_lock:F",
                "device_lock:F;device_lock:E");
        ReplayedRun run = runOf(scenario, 0, 1, 0, 1);

        assertThat(run.isStuck()).isTrue();
        assertThat(run.cycle())
                .extracting(Object::toString)
                .containsExactly("T1 waits for device_lock(F), held by T2", "T2 waits for device_lock(E), held by T1");
    }

    @Test
    void aSleeperWaitsUntilItIsWoken() {
        Scenario scenario = scenario(
                Revision.LINUX_6_9,
                Waiting.WAIT_QUEUE,
                "E",
                "pci_cfg_access_lock:E;pci_cfg_access_unlock:E",
                "pci_cfg_access_lock:E;pci_cfg_access_unlock:E");
        try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
            machine.step(0);
            for (int i = 0; i < 4; i++) {
                assertThat(machine.step(1)).isNotNull();
            }
            assertThat(machine.canMove(1)).isFalse();
            assertThat(machine.step(1)).isNull();
            machine.step(0);
            assertThat(machine.canMove(1)).isFalse();
            machine.step(0);
            assertThat(machine.canMove(1)).isTrue();
            assertThat(machine.step(1).step()).isEqualTo(new Step(1, Event.QUEUE_AWAKE, 0));
            while (machine.canMove(1)) {
                machine.step(1);
            }
            assertThat(machine.soFar().ended()).containsExactly("T1", "T2");
            assertThat(machine.soFar().broken()).isEmpty();
        }
    }

    @Test
    void aStepThatTheCodeDoesNotDoIsNamed() {
        Scenario scenario = scenario(Revision.LINUX_6_9, Waiting.WAIT_QUEUE, "E", "device_lock:E;device_unlock:E");

        assertThatThrownBy(() -> Replay.run(
                        scenario, List.of(new Step(0, Event.MUTEX_LOCK, 0), new Step(0, Event.MUTEX_SLEEP, 0))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("step 2")
                .hasMessageContaining("MUTEX_UNLOCK");
        assertThatThrownBy(() -> Replay.run(
                        scenario,
                        List.of(
                                new Step(0, Event.MUTEX_LOCK, 0),
                                new Step(0, Event.MUTEX_UNLOCK, 0),
                                new Step(0, Event.MUTEX_UNLOCK, 0))))
                .hasMessageContaining("step 3")
                .hasMessageContaining("has ended");
    }

    @Test
    void aDeepTreeFitsOnTheStack() {
        StringBuilder topology = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            topology.append('B').append(i).append('(');
        }
        topology.append('E').append(")".repeat(1000));
        Scenario scenario =
                scenario(Revision.LINUX_6_11, Waiting.ATOMIC_FLAG, topology.toString(), "pci_bus_error_reset:B0");
        try (SteppingMachine machine = new SteppingMachine(scenario, false)) {
            while (machine.canMove(0)) {
                machine.step(0);
            }
            assertThat(machine.soFar().ended()).containsExactly("T1");
            assertThat(machine.soFar().broken()).isEmpty();
        }
    }

    @Test
    void aHistoryIsHeldAgainstTheSpecification() {
        Scenario scenario = new Scenario(
                Revision.LINUX_6_9,
                Fault.NONE,
                Waiting.WAIT_QUEUE,
                "E",
                List.of("pci_cfg_access_trylock:E", "pci_cfg_access_trylock:E"),
                true);

        assertThat(runOf(scenario, 1, 0).linearizable()).isTrue();
        assertThat(runOf(scenario, 1, 0).broken()).containsExactly(Property.NOTHING_LEFT_HELD);
    }

    @Test
    void theOrderOfADeadlockLeadsToTheEndWhereTheCodeIsRight() {
        Scenario right = scenario(Revision.KEITH_BUSCH, Waiting.ATOMIC_FLAG, "P(U(E),F)", "pci_bus_error_reset:P");
        Scenario wrong = scenario(Revision.PATCH_3, Waiting.ATOMIC_FLAG, "P(U(E),F)", "pci_bus_error_reset:P");

        assertThat(Replay.inTheOrderOf(right, List.of(0, 0, 0, 0, 0)).ended()).containsExactly("T1");
        assertThat(Replay.inTheOrderOf(wrong, List.of(0, 0)).isStuck()).isTrue();
    }

    private static ReplayedRun runOf(Scenario scenario, int... tasks) {
        List<ReplayedStep> steps = new ArrayList<>();
        try (SteppingMachine machine = new SteppingMachine(scenario, true)) {
            for (int task : tasks) {
                steps.add(machine.step(task));
            }
            assertThat(steps).doesNotContainNull();
            return machine.soFar();
        }
    }

    private static Scenario scenario(Revision revision, Waiting waiting, String topology, String... tasks) {
        return new Scenario(revision, Fault.NONE, waiting, topology, List.of(tasks), false);
    }
}
